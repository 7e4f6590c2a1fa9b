"""What becomes of each frame that a client sends."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.errors import NotFound
from contracts.live import LiveTurn
from contracts.turn import TurnRequest
from live.frames import (
    ClientFrame,
    PingFrame,
    PongFrame,
    ReadNotice,
    ResumeFrame,
    StopFrame,
    TurnFrame,
    TypingFrame,
    TypingNotice,
)
from live.line import Line
from live.resume import frames_after
from live.room import Room
from live.stop import stop
from store.tables import ConversationItem


@dataclass(frozen=True)
class Client:
    """Who sent a frame, and in which request."""

    connection_id: str
    conversation_id: str
    trace_id: str


@dataclass(frozen=True)
class Ears:
    """What frames need: the connections, and what the wiring knows of the tables and of the supervisor."""

    line: Line
    entries_after: Callable[[str, int], list[ConversationItem]]
    find_message: Callable[[str, str], TurnRequest | None]
    take_turn: Callable[[LiveTurn], None]
    """Has a turn answered, and does not wait for it. Raises `Unavailable`."""


def hear(frame: ClientFrame, client: Client, ears: Ears) -> None:
    """Do what a frame asks for. Raises `NotFound` and `Unavailable`."""
    room = Room(client.conversation_id, ears.line)
    match frame:
        case TurnFrame():
            ears.take_turn(
                LiveTurn(
                    conversation_id=client.conversation_id,
                    connection_id=client.connection_id,
                    text=frame.text,
                    client_turn_id=frame.client_turn_id,
                    channel=frame.channel,
                    trace_id=client.trace_id,
                )
            )
        case ResumeFrame():
            _resume(frame, client, ears)
        case StopFrame():
            if ears.find_message(client.conversation_id, frame.turn_id) is None:
                raise NotFound("turn_id", "there is no such turn in this conversation")
            stop(frame.turn_id)
        case PingFrame():
            room.tell(PongFrame(conversation_id=client.conversation_id), only=client.connection_id)
        case TypingFrame():
            notice = TypingNotice(conversation_id=client.conversation_id, author="customer")
            room.tell(notice, but=client.connection_id)
        case _:
            seen = ReadNotice(conversation_id=client.conversation_id, author="customer", up_to=frame.up_to)
            room.tell(seen, but=client.connection_id)
    room.finish()


def _resume(frame: ResumeFrame, client: Client, ears: Ears) -> None:
    """Send what was missed. Each frame is waited for: there may be more than a queue holds."""
    entries = ears.entries_after(client.conversation_id, frame.after_seq)
    seq = int(entries[-1].seq or 0) if entries else ears.line.last_position(client.conversation_id)
    for missed in frames_after(ears.line.session(client.conversation_id), entries):
        placed = missed if missed.seq is not None else missed.changed(seq=seq)
        if ears.line.post(client.connection_id, placed.model_dump_json().encode()) == "gone":
            return
