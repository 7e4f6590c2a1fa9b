"""What a client missed while it was not connected, by position and never by time."""

from collections.abc import Iterator

from contracts.errors import Unavailable
from contracts.session import Session
from live.frames import AcceptedFrame, MessageFrame, ServerFrame
from live.room import reply_frame, state_frame
from store.entries import answer_of, entry_of
from store.tables import ConversationItem


def frames_after(session: Session, entries: list[ConversationItem]) -> Iterator[ServerFrame]:
    """Give the frames of these entries, in their order, then who answers next. What cannot be read is left out."""
    yield from filter(None, map(_frame_of, entries))
    yield state_frame(session)


def _frame_of(item: ConversationItem) -> ServerFrame | None:
    seq, entry = int(item.seq or 0), entry_of(item)
    if entry is None:
        return None
    if entry.author == "customer":
        return AcceptedFrame(
            conversation_id=item.conversation_id,
            seq=seq,
            turn_id=entry.turn_id,
            client_turn_id=entry.client_turn_id,
            text=entry.text,
            at=entry.created_at,
        )
    if entry.author in ("person", "event"):
        return MessageFrame(conversation_id=item.conversation_id, seq=seq, entry=entry, at=entry.created_at)
    try:
        return reply_frame(answer_of(item), seq).changed(at=entry.created_at)
    except Unavailable:  # logged where it was read
        return None
