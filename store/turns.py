"""A turn is claimed once and answered once: the rule that one `client_turn_id` is one turn."""

from collections.abc import Callable
from time import time
from typing import Final

from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from contracts.base import Strict
from contracts.errors import TurnConflict, Unavailable
from contracts.session import Session
from contracts.turn import TurnAnswer, TurnRequest
from store.entries import answer_of, claim_item, further_item, message_item, reply_item, request_of, text_digest
from store.errors import malformed, translated_errors
from store.policy import ATTEMPT_LEASE_SECONDS
from store.retry import tries
from store.sessions import find_session, session_item
from store.tables import CONDITION_FAILED, FURTHER, REPLY, TRY, ConversationItem

_PASSING: Final = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Why DynamoDB cancels a transaction that may go through a moment later; it leaves the retry to us."""


class Claim(Strict):
    """The right to answer a turn. `mine` is False when another try holds it, or has already answered."""

    turn_id: str
    mine: bool


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
    older than the lease and left no reply. Raises `TurnConflict` for another text under the same id, `Unavailable`.
    """
    claim = claim_item(conversation_id, turn_id, request, time())
    message = message_item(conversation_id, turn_id, tenant, request)
    with translated_errors():
        if not _write_together(claim, message):
            return Claim(turn_id=turn_id, mine=True)
        return _claim_again(conversation_id, request)


def find_answer(conversation_id: str, turn_id: str) -> TurnAnswer | None:
    """The stored answer of a turn, or None while there is none. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = ConversationItem.get(conversation_id, turn_id + REPLY, consistent_read=True)
        except ConversationItem.DoesNotExist:
            return None
    return answer_of(item)


def store_answer(session: Session, answer: TurnAnswer, remember: Callable[[Session], Session]) -> TurnAnswer:
    """Store the answer of a turn and what its session remembers of it, both or neither; returns what is stored.

    If another try was first, its answer stands and is returned. If another turn changed the session meanwhile,
    `remember` is applied to what that wrote, until time is up (`store.retry`): it must be pure. Raises `Unavailable`,
    also when the session is gone.
    """
    current: Session | None = session
    for number in tries():
        if number:
            current = find_session(session.conversation_id)
        if current is None:
            break
        reply = reply_item(session.tenant, answer)
        with translated_errors():
            refused = _write_together(reply, session_item(remember(current)))
        if not refused:
            return answer
        if reply in refused:
            return find_answer(answer.conversation_id, answer.turn_id) or answer
    raise Unavailable("sessions", CONDITION_FAILED)


def add_answer(session: Session, answer: TurnAnswer, about: str, remember: Callable[[Session], Session]) -> None:
    """Store a further answer to the turn `about`, as an entry of its own, and what its session remembers of it.

    That is done once a turn: where it was done already nothing is written. Raises `Unavailable`.
    """
    current: Session | None = session
    for number in tries():
        if number:
            current = find_session(session.conversation_id)
        if current is None:
            break
        marker = further_item(answer.conversation_id, about, answer.turn_id)
        with translated_errors():
            refused = _write_together(marker, reply_item(session.tenant, answer), session_item(remember(current)))
        if not refused or marker in refused:
            return
    raise Unavailable("sessions", CONDITION_FAILED)


def was_answered_again(conversation_id: str, turn_id: str) -> bool:
    """Whether a turn has a further answer. Raises `Unavailable`."""
    return was_claimed(conversation_id, FURTHER + turn_id)


def _write_together(*items: Model) -> list[Model]:
    """Write all items, each only where none (or for a session: the version that was read) is stored.

    Returns the items that were refused; then none is written.
    """
    for _ in tries():
        try:
            with TransactWrite(connection=ConversationItem._get_connection().connection) as transaction:
                for item in items:
                    condition = ConversationItem.turn.does_not_exist() if isinstance(item, ConversationItem) else None
                    transaction.save(item, condition=condition)
            return []
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            refused = [item for item, code in zip(items, codes, strict=False) if code == "ConditionalCheckFailed"]
            if refused:
                return refused
            if _PASSING.isdisjoint(codes):
                raise
    raise Unavailable("dynamodb", "TransactionCanceledException")


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
        if error.cause_response_code != CONDITION_FAILED:
            raise
        return Claim(turn_id=held.turn_id, mine=False)
    return Claim(turn_id=held.turn_id, mine=True)


def _is_answered(conversation_id: str, turn_id: str) -> bool:
    """Whether there is a reply, also one that cannot be read: a turn is answered once."""
    return ConversationItem.count(conversation_id, ConversationItem.turn == turn_id + REPLY, consistent_read=True) > 0
