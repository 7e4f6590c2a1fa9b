"""Reading a conversation."""

from contracts.conversation import Transcript
from conversations.stores import ReadPage, Sessions


def transcript(conversation_id: str, after: str | None, sessions: Sessions, read_page: ReadPage) -> Transcript:
    """Return a page of the conversation, oldest first. Raises `NotFound` and `Unavailable`."""
    session = sessions.existing(conversation_id)
    entries, following = read_page(conversation_id, after)
    return Transcript(
        conversation_id=conversation_id,
        closed=session.closed_at is not None,
        entries=tuple(entries),
        next=following,
    )
