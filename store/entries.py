"""The entries of a conversation as they are stored: the one place where such items are written, and read."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from pydantic import ValidationError, model_validator

from contracts.base import Tolerant
from contracts.channel import CHANNELS, DEFAULT_CHANNEL
from contracts.feedback import Feedback
from contracts.findings.response import Citation
from contracts.findings.routing import ReplyWith, RouteKind
from contracts.public import REPLY_KINDS, EventKind, PublicRoute, TranscriptEntry
from contracts.session import Person, Session
from contracts.turn import TurnAnswer, TurnRequest
from contracts.unknown import known_route
from observe.log import Fields
from store.errors import broken_fields, malformed, report_malformed
from store.policy import CONVERSATION_RETENTION_DAYS
from store.tables import FEEDBACK, FURTHER, POSITION, REPLY, STAFF, TRY, ConversationItem

ASSIST: Final = "assist"
"""The author of what the bot suggests to the person who holds the conversation."""
NOTE: Final = "note"
"""The author of what people tell each other about the conversation."""
RATED: Final = "feedback"
"""The author of what a customer says of a person who has finished."""
_INTERNAL: Final = (ASSIST, NOTE, RATED)
"""What they wrote no customer is ever shown; it has no position among what customers see."""
_TABLE: Final = "conversations"


class ShownReply(Tolerant):
    """What a transcript shows of a reply besides its text: findings may change their shape, they are not read."""

    language: str | None = None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    stopped: bool = False


class ShownRoute(Tolerant):
    """What a transcript shows of a route."""

    _known = model_validator(mode="before")(known_route(RouteKind, ReplyWith))

    kind: RouteKind | None = None
    queue: str | None = None
    reply_with: ReplyWith | None = None


def message_item(conversation_id: str, turn_id: str, tenant: str, request: TurnRequest) -> ConversationItem:
    """What a customer wrote."""
    return _item(
        conversation_id,
        turn_id,
        tenant=tenant,
        author="customer",
        text=request.text,
        client_turn_id=request.client_turn_id,
        channel=request.channel,
    )


def claim_item(conversation_id: str, turn_id: str, request: TurnRequest, attempt_at: float) -> ConversationItem:
    """That a client's id stands for this turn, and when somebody last set about it, seconds since 1970."""
    return _item(
        conversation_id,
        TRY + request.client_turn_id,
        turn_id=turn_id,
        text_sha256=text_digest(request),
        attempt_at=attempt_at,
    )


def further_item(conversation_id: str, about: str, turn_id: str) -> ConversationItem:
    """That the turn `about` was answered again, in the entry `turn_id`."""
    return _item(conversation_id, TRY + FURTHER + about, turn_id=turn_id)


def person_item(session: Session, person: Person, entry_id: str, text: str) -> ConversationItem:
    """What a person wrote to the customer."""
    return _by_person(session, person, entry_id, author="person", text=text)


def note_item(session: Session, person: Person, entry_id: str, text: str) -> ConversationItem:
    """What a person tells colleagues about the conversation."""
    return _by_person(session, person, entry_id, author=NOTE, text=text)


def event_item(
    session: Session, entry_id: str, event: EventKind, text: str, person: Person | None, queue: str | None = None
) -> ConversationItem:
    """That something happened in the conversation: `text` says it in its language."""
    return _item(
        session.conversation_id,
        entry_id,
        tenant=session.tenant,
        author="event",
        event=event,
        text=text,
        queue=queue,
        staff_id=person.staff_id if person else None,
        name=person.name if person else None,
    )


def feedback_item(session: Session, feedback: Feedback) -> ConversationItem:
    """What a customer says of the person who has finished."""
    return _item(
        session.conversation_id,
        feedback.about + FEEDBACK,
        tenant=session.tenant,
        author=RATED,
        text=feedback.text or "",
        rating=feedback.rating,
    )


def sent_item(conversation_id: str, client_id: str, entry_id: str) -> ConversationItem:
    """That a staff client's id stands for this entry, so that what is sent again is stored once."""
    return _item(conversation_id, TRY + STAFF + client_id, turn_id=entry_id)


def position_item(entry: ConversationItem, seq: int) -> ConversationItem:
    """That an entry has this position in its conversation."""
    return _item(entry.conversation_id, position_key(seq), turn_id=entry.turn)


def position_key(seq: int) -> str:
    """The sort key of a position: in six digits, so that it sorts by its number."""
    return f"{POSITION}{seq:06}"


def request_of(item: ConversationItem) -> TurnRequest:
    """What a message holds, as it was sent. Raises `Unavailable`.

    One that names no channel, or one that this version does not know, is answered as in a chat.
    """
    channel = item.channel if item.channel in CHANNELS else DEFAULT_CHANNEL
    try:
        return TurnRequest.model_validate(
            {"text": item.text, "client_turn_id": item.client_turn_id, "channel": channel}
        )
    except ValidationError as error:
        raise malformed(_TABLE, broken_fields(error), _ids(item)) from None


def reply_item(tenant: str, answer: TurnAnswer) -> ConversationItem:
    """What the bot answered, with all that it found."""
    intent = answer.findings.intent
    return _item(
        answer.conversation_id,
        answer.turn_id + REPLY,
        tenant=tenant,
        author=ASSIST if answer.quiet else "bot",
        text=answer.reply.text,
        answer=answer.model_dump(mode="json"),
        intent=intent.intent if intent else None,
        route=answer.route.kind,
        path=answer.path,
        cost_usd=answer.cost_usd,
        latency_ms=answer.timing_ms.total,
    )


def text_digest(request: TurnRequest) -> str:
    """Tells whether a message that comes again is the same, without its words."""
    return sha256(request.text.encode()).hexdigest()


def answer_of(item: ConversationItem) -> TurnAnswer:
    """The answer that a reply holds; findings in it that cannot be read are missing. Raises `Unavailable`."""
    try:
        return TurnAnswer.model_validate(item.answer)
    except ValidationError as error:
        raise malformed(_TABLE, broken_fields(error), _ids(item)) from None


def entry_of(item: ConversationItem) -> TranscriptEntry | None:
    """What a transcript shows of a message or a reply; None, and a line in the log, if it cannot be read.

    That goes for an author too whom this version does not know: what they wrote may not be for the customer. What
    people and the bot tell each other is none, without a line.
    """
    if item.author in _INTERNAL:
        return None
    record = item.answer if isinstance(item.answer, dict) else {}
    reply, broken_reply = ShownReply.salvaged(record.get("reply", {}))
    route, broken_route = ShownRoute.salvaged(record.get("route", {}))
    if broken := {*broken_reply, *broken_route, *({"answer"} & set(item.unreadable))}:
        report_malformed(_TABLE, sorted(broken), _ids(item))
    written = {
        name: value
        for name in ("author", "text", "created_at", "client_turn_id", "name", "event", "seq")
        if (value := getattr(item, name)) is not None
    }
    try:
        return TranscriptEntry.model_validate(
            {
                **written,
                "turn_id": item.turn.removesuffix(REPLY),
                "kind": REPLY_KINDS[route.reply_with] if route.reply_with else None,
                "route": PublicRoute(kind=route.kind, queue=route.queue) if route.kind else None,
                "language": reply.language,
                "citations": reply.citations,
                "suggestions": reply.suggestions,
                "stopped": reply.stopped,
            }
        )
    except ValidationError as error:
        report_malformed(_TABLE, broken_fields(error), _ids(item))
        return None


def _by_person(session: Session, person: Person, entry_id: str, author: str, text: str) -> ConversationItem:
    return _item(
        session.conversation_id,
        entry_id,
        tenant=session.tenant,
        author=author,
        text=text,
        staff_id=person.staff_id,
        name=person.name,
    )


def _item(conversation_id: str, turn: str, **attributes: Any) -> ConversationItem:
    now = datetime.now(UTC)
    expires = now + timedelta(days=CONVERSATION_RETENTION_DAYS)
    return ConversationItem(conversation_id, turn, created_at=now, expires_at=expires, **attributes)


def _ids(item: ConversationItem) -> Fields:
    return {"conversation_id": item.conversation_id, "turn_id": item.turn.removesuffix(REPLY)}
