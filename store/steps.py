"""What happens between a conversation, its session and the desk, written together."""

from dataclasses import dataclass

from contracts.desk import Change, Handover
from contracts.episode import Episode
from contracts.public import EventKind, TranscriptEntry
from contracts.session import Person, Session
from store.desk import items_of, unmoved
from store.entries import entry_of, event_item, note_item, person_item, sent_item
from store.episodes import episode_item
from store.errors import translated_errors
from store.sessions import session_item
from store.tables import STAFF, TRY, ConversationItem
from store.writing import Written, write_entry, write_together


@dataclass(frozen=True)
class Event:
    """Something that happened in a conversation, as its customer is told."""

    entry_id: str
    kind: EventKind
    text: str
    person: Person | None = None
    queue: str | None = None


@dataclass(frozen=True)
class Stored:
    """What was written, as a transcript shows it: None where the customer is shown nothing."""

    entry: TranscriptEntry | None


def write_step(
    seen: Session, session: Session | None, change: Change, event: Event | None, finished: Episode | None = None
) -> Stored | None:
    """Write a step: the session after it (None: it stays as it was `seen`), its change at the desk and its event.

    A matter that is `finished` is kept with its customer. All or nothing: None where somebody else wrote one of them
    first. Raises `ConversationBusy` and `Unavailable`.
    """
    others: list[Written] = [*items_of(change)]
    if session is not None:
        others.append(session_item(session))
    if finished is not None:
        others.append(episode_item(finished))
    if event is None:
        with translated_errors():
            return None if write_together(*others) else Stored(None)
    item = event_item(seen, event.entry_id, event.kind, event.text, event.person, event.queue)
    with translated_errors():
        return None if write_entry(item, *others) else Stored(entry_of(item))


def write_message(
    session: Session, handover: Handover, person: Person, entry_id: str, text: str, client_id: str
) -> TranscriptEntry | None:
    """Store what a person wrote to the customer, as long as the hand-over is as it was read; returns the entry.

    Sent again under the same id of its client it is stored once, and the first entry is returned. None where the
    hand-over changed meanwhile. Raises `ConversationBusy` and `Unavailable`.
    """
    item, sent = person_item(session, person, entry_id, text), sent_item(session.conversation_id, client_id, entry_id)
    with translated_errors():
        refused = write_entry(item, sent, unmoved(handover))
        if not refused:
            return entry_of(item)
        return _first(session.conversation_id, client_id) if sent in refused else None


def write_note(session: Session, person: Person, entry_id: str, text: str, client_id: str) -> None:
    """Store what a person tells colleagues, once for each id of their client. Raises as a message does."""
    with translated_errors():
        write_together(
            note_item(session, person, entry_id, text), sent_item(session.conversation_id, client_id, entry_id)
        )


def _first(conversation_id: str, client_id: str) -> TranscriptEntry | None:
    """The entry that was stored under a client's id."""
    sent = ConversationItem.get(conversation_id, TRY + STAFF + client_id, consistent_read=True)
    return entry_of(ConversationItem.get(conversation_id, sent.turn_id, consistent_read=True))
