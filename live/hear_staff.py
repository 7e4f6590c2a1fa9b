"""What becomes of each frame that a cockpit sends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from contracts.live import AtDesk
from live.cockpits import Cockpits
from live.frames import PongFrame, ReadNotice, ServerFrame, TypingNotice
from live.line import Line
from live.policy import CONNECTION_LIFE
from live.room import Room
from live.staff_frames import FollowFrame, StaffFrame, StaffPingFrame, StaffReadFrame, StaffTypingFrame


@dataclass(frozen=True)
class StaffEars:
    """What frames of cockpits need."""

    line: Line
    cockpits: Cockpits
    may_read: Callable[[AtDesk, str], None]
    """Raises `NotFound` and `Forbidden` for a conversation that a person may not read."""
    follow: Callable[[str, str, AtDesk, datetime], None]
    unfollow: Callable[[str, str], None]
    is_here: Callable[[AtDesk], None]
    """Notes that a person is at the desk. Raises `Unavailable`."""


def hear_staff(frame: StaffFrame, connection_id: str, person: AtDesk, ears: StaffEars) -> None:
    """Do what a frame asks for. Raises `NotFound`, `Forbidden` and `Unavailable`."""
    if isinstance(frame, StaffPingFrame):
        ears.is_here(person)
        room = Room("", ears.line)
        room.tell(PongFrame(conversation_id="", seq=0), only=connection_id)
        room.finish()
        return
    ears.may_read(person, frame.conversation_id)
    match frame:
        case FollowFrame():
            ears.follow(frame.conversation_id, connection_id, person, datetime.now(UTC) + CONNECTION_LIFE)
            ears.cockpits.viewed(frame.conversation_id)
        case StaffTypingFrame():
            _tell(TypingNotice(conversation_id=frame.conversation_id, author="person"), connection_id, ears.line)
        case StaffReadFrame():
            seen = ReadNotice(conversation_id=frame.conversation_id, author="person", up_to=frame.up_to)
            _tell(seen, connection_id, ears.line)
        case _:
            ears.unfollow(frame.conversation_id, connection_id)
            ears.cockpits.viewed(frame.conversation_id)


def _tell(notice: ServerFrame, but: str, line: Line) -> None:
    """Tell the others who follow the conversation."""
    room = Room(notice.conversation_id, line)
    room.tell(notice, but=but)
    room.finish()
