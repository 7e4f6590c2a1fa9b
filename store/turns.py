"""A turn is claimed once and answered once: the rule that one `client_turn_id` is one turn."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from time import time
from typing import Final

from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from contracts.base import Strict
from contracts.errors import TurnConflict, Unavailable
from contracts.ids import new_id
from contracts.policy import ATTEMPT_LEASE_SECONDS, CONVERSATION_RETENTION_DAYS
from contracts.session import Session
from contracts.turn import TurnAnswer, TurnRequest
from store.retry import tries
from store.sessions import find_session, session_item
from store.tables import CONDITION_FAILED, REPLY, TRY, ConversationItem, translated_errors

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


def claim_turn(conversation_id: str, tenant: str, request: TurnRequest) -> Claim:
    """Store the customer's message and claim its turn, both or neither.

    A `client_turn_id` seen before gives the turn it stands for; its claim passes to this try when the last one is
    older than the lease and left no reply. Raises `TurnConflict` for another text under the same id, `Unavailable`.
    """
    turn_id, now = new_id(), datetime.now(UTC)
    expires = now + timedelta(days=CONVERSATION_RETENTION_DAYS)
    digest = sha256(request.text.encode()).hexdigest()
    claim = ConversationItem(
        conversation_id,
        TRY + request.client_turn_id,
        turn_id=turn_id,
        text_sha256=digest,
        attempt_at=time(),
        created_at=now,
        expires_at=expires,
    )
    message = ConversationItem(
        conversation_id,
        turn_id,
        tenant=tenant,
        author="customer",
        text=request.text,
        client_turn_id=request.client_turn_id,
        created_at=now,
        expires_at=expires,
    )
    with translated_errors():
        if not _write_together(claim, message):
            return Claim(turn_id=turn_id, mine=True)
        return _claim_again(conversation_id, request.client_turn_id, digest)


def find_answer(conversation_id: str, turn_id: str) -> TurnAnswer | None:
    """The stored answer of a turn, or None while there is none. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = ConversationItem.get(conversation_id, turn_id + REPLY, consistent_read=True)
        except ConversationItem.DoesNotExist:
            return None
        return TurnAnswer.model_validate(item.answer)


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
        reply = _reply_item(session.tenant, answer)
        with translated_errors():
            refused = _write_together(reply, session_item(remember(current)))
        if not refused:
            return answer
        if reply in refused:
            return find_answer(answer.conversation_id, answer.turn_id) or answer
    raise Unavailable("sessions", CONDITION_FAILED)


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


def _claim_again(conversation_id: str, client_turn_id: str, digest: str) -> Claim:
    held = ConversationItem.get(conversation_id, TRY + client_turn_id, consistent_read=True)
    if held.text_sha256 != digest:
        raise TurnConflict("this client_turn_id was already used for another text")
    if held.attempt_at + ATTEMPT_LEASE_SECONDS > time() or find_answer(conversation_id, held.turn_id) is not None:
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


def _reply_item(tenant: str, answer: TurnAnswer) -> ConversationItem:
    now = datetime.now(UTC)
    intent = answer.findings.intent
    return ConversationItem(
        answer.conversation_id,
        answer.turn_id + REPLY,
        tenant=tenant,
        author="bot",
        text=answer.reply.text,
        answer=answer.model_dump(mode="json"),
        intent=intent.intent if intent else None,
        route=answer.route.kind,
        path=answer.path,
        cost_usd=answer.cost_usd,
        latency_ms=answer.timing_ms.total,
        created_at=now,
        expires_at=now + timedelta(days=CONVERSATION_RETENTION_DAYS),
    )
