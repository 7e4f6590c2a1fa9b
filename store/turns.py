"""A turn is claimed once and answered once: the rule that one `client_turn_id` is one turn."""

from collections.abc import Callable
from dataclasses import dataclass
from time import time

from pynamodb.exceptions import UpdateError

from contracts.base import Strict
from contracts.desk import NO_CHANGE, Change
from contracts.errors import ConversationBusy, TurnConflict
from contracts.session import Session
from contracts.turn import TurnAnswer, TurnRequest
from store.desk import items_of
from store.entries import answer_of, claim_item, further_item, message_item, reply_item, request_of, text_digest
from store.errors import malformed, translated_errors
from store.policy import ATTEMPT_LEASE_SECONDS
from store.retry import tries
from store.sessions import existing_session, session_item
from store.tables import FURTHER, LOST_RACES, REPLY, TRY, ConversationItem
from store.writing import write_entry, write_together


class Claim(Strict):
    """The right to answer a turn. `mine` is False when another try holds it, or has already answered."""

    turn_id: str
    mine: bool
    seq: int = 0
    """Position of the message in its conversation, for the try that stored it; 0 for any other."""


@dataclass(frozen=True)
class Settled:
    """What is written of a turn together: its answer, what the session remembers, and what that changes at the desk."""

    session: Session
    answer: TurnAnswer
    desk: Change = NO_CHANGE


Settle = Callable[[Session], Settled]
"""From the session as it is stored to what is written. May run several times, each time with what others wrote."""


def was_claimed(conversation_id: str, client_turn_id: str) -> bool:
    """Whether this message was accepted before. Raises `Unavailable`."""
    with translated_errors():
        return (
            ConversationItem.count(conversation_id, ConversationItem.turn == TRY + client_turn_id, consistent_read=True)
            > 0
        )


def find_message(conversation_id: str, turn_id: str) -> TurnRequest | None:
    """What a customer wrote in a turn, or None if there is no such turn. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = ConversationItem.get(conversation_id, turn_id, consistent_read=True)
        except ConversationItem.DoesNotExist:
            return None
    return request_of(item)


def claim_turn(conversation_id: str, tenant: str, request: TurnRequest, turn_id: str) -> Claim:
    """Store the customer's message under this id and claim its turn, both or neither.

    A `client_turn_id` seen before gives the turn it stands for; its claim passes to this try when the last one is
    older than the lease and left no reply. Raises `TurnConflict` for another text under the same id, `ConversationBusy`
    and `Unavailable`.
    """
    claim = claim_item(conversation_id, turn_id, request, time())
    message = message_item(conversation_id, turn_id, tenant, request)
    with translated_errors():
        if not write_entry(message, claim):
            return Claim(turn_id=turn_id, mine=True, seq=int(message.seq))
        return _claim_again(conversation_id, request)


def release_turn(conversation_id: str, client_turn_id: str) -> None:
    """Let the next try take over a claimed turn at once, since this one gives up. Raises `Unavailable`."""
    with translated_errors():
        ConversationItem(conversation_id, TRY + client_turn_id).update(
            actions=[ConversationItem.attempt_at.set(0)], condition=ConversationItem.turn.exists()
        )


def find_answer(conversation_id: str, turn_id: str) -> TurnAnswer | None:
    """The stored answer of a turn, or None while there is none. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = ConversationItem.get(conversation_id, turn_id + REPLY, consistent_read=True)
        except ConversationItem.DoesNotExist:
            return None
    return answer_of(item)


def store_answer(session: Session, settle: Settle) -> TurnAnswer:
    """Store what a turn settles, whole or not at all; returns the answer that is stored.

    If another try was first, its answer stands and is returned. If somebody changed the session or the desk meanwhile
    it is settled anew, until time is up (`store.retry`). Raises `NotFound` when the session is gone,
    `ConversationBusy` when time is up, and `Unavailable`.
    """
    settled, stored = _write_settled(session, settle)
    if stored:
        return settled.answer
    return find_answer(settled.answer.conversation_id, settled.answer.turn_id) or settled.answer


def add_answer(session: Session, about: str, settle: Settle) -> None:
    """Store a further answer to the turn `about`, as an entry of its own, and what else is settled with it.

    That is done once a turn: where it was done already nothing is written. Raises as `store_answer` does.
    """
    _write_settled(session, settle, about)


def was_answered_again(conversation_id: str, turn_id: str) -> bool:
    """Whether a turn has a further answer. Raises `Unavailable`."""
    return was_claimed(conversation_id, FURTHER + turn_id)


def _write_settled(session: Session, settle: Settle, about: str | None = None) -> tuple[Settled, bool]:
    """Write what a turn settles, and whether that was written: not where there is such an entry already.

    Raises `NotFound`, `ConversationBusy` and `Unavailable`.
    """
    for number in tries():
        settled = settle(existing_session(session.conversation_id) if number else session)
        answer, tenant = settled.answer, settled.session.tenant
        entry = reply_item(tenant, answer)
        markers = [further_item(answer.conversation_id, about, answer.turn_id)] if about else []
        others = (*markers, session_item(settled.session), *items_of(settled.desk))
        with translated_errors():
            refused = write_together(entry, *others) if answer.quiet else write_entry(entry, *others)
        if not refused:
            return settled, True
        if any(item in refused for item in (entry, *markers)):
            return settled, False
    raise ConversationBusy


def _claim_again(conversation_id: str, request: TurnRequest) -> Claim:
    held = ConversationItem.get(conversation_id, TRY + request.client_turn_id, consistent_read=True)
    if broken := [name for name in ("turn_id", "text_sha256", "attempt_at") if getattr(held, name) is None]:
        raise malformed("conversations", broken, {"conversation_id": conversation_id})
    if held.text_sha256 != text_digest(request):
        raise TurnConflict("this client_turn_id was already used for another text")
    if held.attempt_at + ATTEMPT_LEASE_SECONDS > time() or _is_answered(conversation_id, held.turn_id):
        return Claim(turn_id=held.turn_id, mine=False)
    try:
        held.update(
            actions=[ConversationItem.attempt_at.set(time())],
            condition=ConversationItem.attempt_at == held.attempt_at,
        )
    except UpdateError as error:
        if error.cause_response_code not in LOST_RACES:
            raise
        return Claim(turn_id=held.turn_id, mine=False)
    return Claim(turn_id=held.turn_id, mine=True)


def _is_answered(conversation_id: str, turn_id: str) -> bool:
    """Whether there is a reply, also one that cannot be read: a turn is answered once."""
    return ConversationItem.count(conversation_id, ConversationItem.turn == turn_id + REPLY, consistent_read=True) > 0
