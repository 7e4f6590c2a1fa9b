"""Conversations as append-only entries, and the rule that one `client_turn_id` is one turn."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from time import sleep, time
from typing import Final

from pynamodb.connection import Connection
from pynamodb.exceptions import PutError, TransactWriteError, UpdateError
from pynamodb.transactions import TransactWrite

from contracts.base import Contract
from contracts.errors import TurnConflict
from contracts.ids import new_id
from contracts.policy import ATTEMPT_LEASE_SECONDS, CONVERSATION_RETENTION_DAYS, TRANSCRIPT_PAGE
from contracts.turn import TranscriptEntry, TurnAnswer, TurnRequest
from store.tables import ConversationItem, translated_errors

_REPLY: Final = "#reply"
_TRY: Final = "try#"
_TRANSACTION_TRIES: Final = 5
_CONDITION_FAILED: Final = "ConditionalCheckFailedException"


class Claim(Contract):
    """The right to answer a turn. `mine` is False when another try holds it, or has already answered."""

    turn_id: str
    mine: bool


def claim_turn(conversation_id: str, tenant: str, request: TurnRequest) -> Claim:
    """Store the customer's message and claim its turn in one transaction.

    A `client_turn_id` seen before gives the turn it stands for; its claim passes to this try when the last one is
    older than the lease and left no reply. Raises `TurnConflict` for another text under the same id, `Unavailable`.
    """
    turn_id, now = new_id(), datetime.now(UTC)
    expires = now + timedelta(days=CONVERSATION_RETENTION_DAYS)
    digest = sha256(request.text.encode()).hexdigest()
    claim = ConversationItem(
        conversation_id,
        f"{_TRY}{request.client_turn_id}",
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
        if _write_first(claim, message):
            return Claim(turn_id=turn_id, mine=True)
        return _claim_again(conversation_id, request.client_turn_id, digest)


def _write_first(claim: ConversationItem, message: ConversationItem) -> bool:
    """Write both, or neither and False if the claim exists already."""
    for attempt in range(1, _TRANSACTION_TRIES + 1):
        try:
            with TransactWrite(connection=_connection()) as transaction:
                transaction.save(claim, condition=ConversationItem.turn.does_not_exist())
                transaction.save(message)
            return True
        except TransactWriteError as error:
            reasons = {reason.code for reason in error.cancellation_reasons if reason}
            if "ConditionalCheckFailed" in reasons:
                return False
            # Two tries of one turn at the same instant: DynamoDB cancels one and leaves the retry to us.
            if "TransactionConflict" not in reasons or attempt == _TRANSACTION_TRIES:
                raise
            sleep(0.02 * attempt)
    return False


def _claim_again(conversation_id: str, client_turn_id: str, digest: str) -> Claim:
    held = ConversationItem.get(conversation_id, f"{_TRY}{client_turn_id}", consistent_read=True)
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
        if error.cause_response_code != _CONDITION_FAILED:
            raise
        return Claim(turn_id=held.turn_id, mine=False)
    return Claim(turn_id=held.turn_id, mine=True)


def find_answer(conversation_id: str, turn_id: str) -> TurnAnswer | None:
    """The stored answer of a turn, or None while there is none. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = ConversationItem.get(conversation_id, turn_id + _REPLY, consistent_read=True)
        except ConversationItem.DoesNotExist:
            return None
        return TurnAnswer.model_validate(item.answer)


def append_answer(tenant: str, answer: TurnAnswer) -> TurnAnswer:
    """Store the answer of a turn, once. If another try was first, its answer stands and is returned."""
    now = datetime.now(UTC)
    intent = answer.findings.intent
    item = ConversationItem(
        answer.conversation_id,
        answer.turn_id + _REPLY,
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
    with translated_errors():
        try:
            item.save(condition=ConversationItem.turn.does_not_exist())
        except PutError as error:
            if error.cause_response_code != _CONDITION_FAILED:
                raise
            return find_answer(answer.conversation_id, answer.turn_id) or answer
    return answer


def read_transcript(conversation_id: str, after: str | None = None) -> tuple[list[TranscriptEntry], str | None]:
    """Up to `TRANSCRIPT_PAGE` messages in order, and the key to read on after, if there is more."""
    below_tries = ConversationItem.turn < _TRY
    key_range = below_tries if after is None else ConversationItem.turn.between(after + "\x00", _TRY)
    with translated_errors():
        items = list(ConversationItem.query(conversation_id, key_range, limit=TRANSCRIPT_PAGE + 1))
        page = items[:TRANSCRIPT_PAGE]
        return [_entry(item) for item in page], page[-1].turn if len(items) > TRANSCRIPT_PAGE else None


def _entry(item: ConversationItem) -> TranscriptEntry:
    reply = TurnAnswer.model_validate(item.answer).reply if item.answer else None
    return TranscriptEntry.model_validate(
        {
            "turn_id": item.turn.removesuffix(_REPLY),
            "author": item.author,
            "text": item.text,
            "created_at": item.created_at,
            "client_turn_id": item.client_turn_id,
            "citations": reply.citations if reply else (),
            "suggestions": reply.suggestions if reply else (),
        }
    )


def _connection() -> Connection:
    return ConversationItem._get_connection().connection
