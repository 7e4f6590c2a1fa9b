"""Ending a conversation."""

from datetime import UTC, datetime

from contracts.conversation import ConversationEnded
from contracts.deadline import within
from contracts.errors import ConversationBusy
from contracts.policy import EMERGENCY_PRIORITY
from contracts.session import Session
from conversations.at_desk import look
from conversations.leave import with_bot
from conversations.policy import CLOSING_SECONDS
from conversations.stores import Desk, Sessions
from desk.steps import end
from store.retry import tries


def close_conversation(conversation_id: str, sessions: Sessions, desk: Desk) -> ConversationEnded:
    """End a conversation; ending it again changes nothing.

    Nobody waits in it any more, and who holds it has a place free; but an emergency stays at the desk until a person
    has looked at it. Raises `NotFound`, `ConversationBusy` and `Unavailable`.
    """
    with within(CLOSING_SECONDS):
        for _ in tries():
            session = sessions.existing(conversation_id)
            if session.closed_at is not None:
                return ConversationEnded(conversation_id=conversation_id, closed_at=session.closed_at)
            now = datetime.now(UTC)
            if _close(session, now, sessions, desk):
                return ConversationEnded(conversation_id=conversation_id, closed_at=now)
    raise ConversationBusy


def _close(session: Session, now: datetime, sessions: Sessions, desk: Desk) -> bool:
    """Whether the session was still as it was read, and is closed."""
    seen = look(session, None, desk)
    handover = seen.opened.handover
    if handover is None or (handover.priority == EMERGENCY_PRIORITY and handover.state != "held"):
        return sessions.save(session.changed(closed_at=now))
    change = end(handover, "abandoned", seen.opened.presences, now)
    return desk.write(session, with_bot(session).changed(closed_at=now), change, None, None) is not None
