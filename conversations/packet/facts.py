"""What is known of the matter: said by the customer, or read on a page. What is recorded: `record_facts.py`."""

from collections.abc import Iterator

from contracts.findings.intent import Slot
from contracts.packet import Fact
from contracts.policy import LIKELY_INTENT_CONFIDENCE
from conversations.packet.open_episode import OpenEpisode
from conversations.packet.words import Words
from store.staff_entries import Recorded

_IN_WORDS = ("date", "time")
"""Slots whose text may be a word such as "tomorrow": their value stands behind it."""


def facts_said(episode: OpenEpisode, words: Words) -> Iterator[Fact]:
    """Give what the customer wants, then the days, plates and numbers they named, in the order they last did."""
    for intent, turn_id in wanted(episode, words).items():
        yield Fact(name="intent", text=words.wants[intent], source="customer", turn_id=turn_id)
    said = dict[tuple[str, str], Fact]()
    for one in episode.answers:
        for slot in one.answer.findings.intent.slots if one.answer.findings.intent else ():
            said.pop((slot.type, slot.value), None)
            said[slot.type, slot.value] = Fact(
                name=slot.type, text=_in_full(slot), source="customer", turn_id=one.turn_id
            )
    yield from said.values()


def facts_cited(episode: OpenEpisode) -> Iterator[Fact]:
    """Give each passage of a page that the customer was shown, once."""
    shown = set[str]()
    for turn_id, one in episode.replies.items():
        for cited in one.answer.reply.citations if one.answer.reply else ():
            if cited.quote not in shown:
                shown.add(cited.quote)
                yield Fact(name="page", text=f"{cited.title}: {cited.quote}", source="page", turn_id=turn_id)


def wanted(episode: OpenEpisode, words: Words) -> dict[str, str]:
    """Return the turn that first made each request of an episode, by intent: what is likely, and no courtesy."""
    found = dict[str, str]()
    for one in episode.answers:
        for intent in _likely(one):
            if intent in words.wants:
                found.setdefault(intent, one.turn_id)
    return found


def _likely(one: Recorded) -> Iterator[str]:
    intent = one.answer.findings.intent
    if intent is None:
        return
    if intent.confidence >= LIKELY_INTENT_CONFIDENCE:
        yield intent.intent
    for further in intent.further_intents:
        if further.confidence >= LIKELY_INTENT_CONFIDENCE:
            yield further.intent


def _in_full(slot: Slot) -> str:
    in_words = slot.type in _IN_WORDS and slot.value.lstrip("0") not in slot.text
    return f"{slot.text} ({slot.value})" if in_words else slot.text
