"""Reading a conversation."""

from collections.abc import Callable

from contracts.conversation import Transcript
from contracts.public import Waiting
from contracts.session import Session
from conversations.greeting import greeting_in
from conversations.stores import ReadPage, Sessions

WaitingOf = Callable[[Session], Waiting | None]


def transcript(
    conversation_id: str,
    after: str | None,
    sessions: Sessions,
    read_page: ReadPage,
    waiting_of: WaitingOf = lambda session: None,
) -> Transcript:
    """Return a page of the conversation, oldest first. Raises `NotFound` and `Unavailable`."""
    session = sessions.existing(conversation_id)
    entries, following = read_page(conversation_id, after)
    greeting = greeting_in(session.language)
    return Transcript(
        conversation_id=conversation_id,
        started_at=session.created_at,
        closed=session.closed_at is not None,
        holder=session.dialogue.holder,
        person=session.person.name if session.person else None,
        waiting=waiting_of(session) if session.dialogue.holder == "queue" else None,
        greeting=greeting.text,
        language=greeting.language,
        suggestions=greeting.suggestions,
        entries=tuple(entries),
        next=following,
    )
