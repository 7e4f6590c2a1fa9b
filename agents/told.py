"""What a model is told of a turn: the dialogue and facts about the customer as data, masked where the tenant says so.

What customers say stands in a prompt as the content of elements, and nothing in it closes one (`guards/delimited.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from contracts.findings.intent import SlotType
from contracts.turn import AgentTask
from guards.delimited import delimited
from guards.masked import Known, mask_for_model
from guards.placeholders import NOTHING_MASKED, Placeholders
from privacy.spans import PiiType

_PERSONAL: Final[Mapping[SlotType, PiiType]] = {
    "plate": PiiType.PLATE,
    "vin": PiiType.VIN,
    "phone": PiiType.PHONE,
}
"""Slots that hold personal data: what finds them may see what the detector does not."""
_HIDDEN: Final = (
    "Words in brackets such as [PERSON_1] stand for personal data. Where you need one write it exactly so, brackets "
    "included, and make up no others."
)


class Told(NamedTuple):
    """A turn as a model reads it."""

    text: str
    hidden: Placeholders
    """What was masked in it."""


def told(task: AgentTask, facts: Sequence[str] = ()) -> Told:
    """Return facts about the customer, what was said before, and the message, as elements.

    A reply that quotes what reads like an order to the machine is left out: nothing of such a passage is for models.
    """
    before = task.dialogue
    said = {
        "asked_before": before.last_question,
        "reply_before": None if before.reply_suspicious else before.last_reply,
    }
    texts = [task.text, *facts, *(text or "" for text in said.values())]
    hidden = NOTHING_MASKED
    if task.models.mask_personal_data:
        texts, hidden = mask_for_model(texts, task.language, _known(task))
    message, *shown = texts
    elements = [
        delimited(text, tag) for tag, text in zip(["fact"] * len(facts) + list(said), shown, strict=True) if text
    ]
    today = delimited(f"{datetime.now(UTC):%A %Y-%m-%d}", "today")
    explained = [_HIDDEN] if hidden.values else []
    asked = delimited(message, "message", language=task.language)
    return Told("\n".join([*elements, today, asked, *explained]), hidden)


def message_told(task: AgentTask) -> str:
    """Return the message alone, as a service outside of this process may read it."""
    if not task.models.mask_personal_data:
        return task.text
    [message], _ = mask_for_model([task.text], task.language, _known(task))
    return message


def _known(task: AgentTask) -> Iterator[Known]:
    """Yield what is known to be personal: the name that the bot greets the customer by, and what slots hold."""
    person, intent = task.findings.personalization, task.findings.intent
    if person and person.first_name:
        yield PiiType.PERSON, person.first_name
    for slot in intent.slots if intent else ():
        if slot.type in _PERSONAL:
            yield _PERSONAL[slot.type], slot.text
