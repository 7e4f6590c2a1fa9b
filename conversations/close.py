"""Ending a conversation."""

from datetime import UTC, datetime

from contracts.conversation import ConversationEnded
from contracts.deadline import within
from contracts.session import Session
from conversations.policy import CLOSING_SECONDS
from conversations.stores import Sessions


def close_conversation(conversation_id: str, sessions: Sessions) -> ConversationEnded:
    """End a conversation; ending it again changes nothing. Raises `NotFound`, `ConversationBusy` and `Unavailable`."""
    session, now = sessions.existing(conversation_id), datetime.now(UTC)

    def close(current: Session) -> Session:
        return current if current.closed_at is not None else current.changed(closed_at=now)

    if session.closed_at is None:
        with within(CLOSING_SECONDS):
            session = sessions.change(session, close)
    return ConversationEnded(conversation_id=conversation_id, closed_at=session.closed_at or now)
