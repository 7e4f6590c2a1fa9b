"""What a person writes: to the customer, or to colleagues."""

from contracts.desk_api import StaffMessage, StaffNote
from contracts.errors import ConversationBusy, InvalidInput
from contracts.ids import new_id
from contracts.public import TranscriptEntry
from conversations.at_desk import look
from conversations.canned.fill import gaps_in
from conversations.staff import Staffer
from conversations.stores import Desk, Sessions
from store.retry import tries


def write_to_customer(
    conversation_id: str, staffer: Staffer, message: StaffMessage, sessions: Sessions, desk: Desk
) -> TranscriptEntry:
    """Store a message of who holds the conversation; returns the entry, the first one if it was sent before.

    Raises `InvalidInput` for a text with gaps, `NotYours`, `NotFound`, `ConversationBusy` and `Unavailable`.
    """
    if gaps := gaps_in(message.text):
        raise InvalidInput("text", f"still holds what a canned reply left open: {', '.join(gaps)}")
    entry_id = new_id()
    for _ in tries():
        seen = look(sessions.existing(conversation_id), staffer.staff_id, desk)
        handover = seen.held_by(staffer.staff_id)
        entry = desk.message(seen.session, handover, staffer.person, entry_id, message.text, message.client_message_id)
        if entry is not None:
            return entry
    raise ConversationBusy


def add_note(conversation_id: str, staffer: Staffer, note: StaffNote, sessions: Sessions, desk: Desk) -> None:
    """Store what colleagues should know. Raises `NotFound`, `ConversationBusy` and `Unavailable`."""
    session = sessions.existing(conversation_id)
    desk.note(session, staffer.person, new_id(), note.text, note.client_message_id)
