"""What is written of a turn: its answer, what the dialogue remembers of it, and what it changes at the desk."""

from datetime import UTC, datetime

from contracts.session import Session
from contracts.turn import TurnAnswer
from conversations.at_desk import look
from conversations.denied import dialogue_before
from conversations.dialogue import dialogue_after, dialogue_overheard
from conversations.hand_over import Open, desk_after
from conversations.stores import Desk
from store.turns import Settle, Settled


def settling(answer: TurnAnswer, asked: Session, desk: Desk) -> Settle:
    """Return how an answer is settled, whatever others write meanwhile. `asked` is the session it was made from.

    Promising a person, and handing the conversation over, is one write. While a person holds it the answer is a
    suggestion to them, which the customer is not shown: unless it tells what to do in danger, or was being shown when
    the person came.
    """

    def settle(current: Session) -> Settled:
        if _is_quiet(answer, asked, current):
            dialogue = dialogue_overheard(current.dialogue, answer)
            return Settled(current.changed(dialogue=dialogue), answer.changed(quiet=True))
        before = dialogue_before(current.dialogue, asked.dialogue, answer)
        after = dialogue_after(before, answer)
        if after.holder == "queue":
            desk.open_floor(current.tenant)
        waited = current.dialogue.holder != "bot"
        opened = look(current, None, desk).opened if waited else Open()
        change = desk_after(current, after, answer, opened, desk.region, datetime.now(UTC))
        return Settled(current.changed(dialogue=after), answer, change)

    return settle


def _is_quiet(answer: TurnAnswer, asked: Session, current: Session) -> bool:
    if current.dialogue.holder != "person" or answer.route.kind == "emergency":
        return False
    return asked.dialogue.holder == "person" or answer.path == "fast"
