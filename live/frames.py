"""What travels over a live connection: one JSON object a frame, told apart by its `type`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from contracts.base import Strict, Tolerant
from contracts.errors import PayloadTooLarge
from contracts.public import PublicAnswer, TranscriptEntry, Waiting
from contracts.session import Holder
from contracts.turn import TurnRequest
from live.policy import MAX_FRAME_BYTES

Position = Annotated[int, Field(ge=0, le=999_999, strict=True)]
"""Of an entry in its conversation."""

# --- From the client ------------------------------------------------------------------------------------------------


class TurnFrame(TurnRequest):
    """A message of the customer, as over HTTP."""

    type: Literal["turn"] = "turn"


class StopFrame(Strict):
    """No more of a reply that is being written is wanted."""

    type: Literal["stop"] = "stop"
    turn_id: str = Field(pattern=r"^[0-9a-f]{32}$")


class ResumeFrame(Strict):
    """Asks for every entry after a position; after 0 for all."""

    type: Literal["resume"] = "resume"
    after_seq: Position


class PingFrame(Strict):
    """Asks whether the connection lives."""

    type: Literal["ping"] = "ping"


class TypingFrame(Strict):
    """The customer is writing."""

    type: Literal["typing"] = "typing"


class ReadFrame(Strict):
    """The customer has seen everything up to a position."""

    type: Literal["read"] = "read"
    up_to: Position


ClientFrame = TurnFrame | StopFrame | ResumeFrame | PingFrame | TypingFrame | ReadFrame
_CLIENT_FRAMES: Final[Mapping[str, type[ClientFrame]]] = MappingProxyType(
    {
        "turn": TurnFrame,
        "stop": StopFrame,
        "resume": ResumeFrame,
        "ping": PingFrame,
        "typing": TypingFrame,
        "read": ReadFrame,
    }
)


class _Kind(Tolerant):
    """The part of a frame that says how to read the rest."""

    type: Literal["turn", "stop", "resume", "ping", "typing", "read"]


def read_frame(text: str) -> ClientFrame:
    """Read what a client sent. Raises `PayloadTooLarge` and pydantic's `ValidationError`, which names the field."""
    if len(text.encode("utf-8", errors="surrogatepass")) > MAX_FRAME_BYTES:
        raise PayloadTooLarge(f"the frame is larger than {MAX_FRAME_BYTES} bytes")
    return _CLIENT_FRAMES[_Kind.model_validate_json(text).type].model_validate_json(text)


# --- To the client --------------------------------------------------------------------------------------------------


class ServerFrame(Strict):
    """What every frame to a client holds."""

    conversation_id: str
    seq: int | None = None
    """Position in the conversation: of the entry that the frame brings, or of the last one stored where it brings none.

    None until it is sent, for frames that bring none; 0 for entries that were stored before there were positions."""
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class AcceptedFrame(ServerFrame):
    """A message of the customer is stored: whatever happens, it will be answered."""

    type: Literal["accepted"] = "accepted"
    turn_id: str
    client_turn_id: str | None
    text: str


class ProgressFrame(ServerFrame):
    """A step of a turn has begun."""

    type: Literal["progress"] = "progress"
    turn_id: str
    step: str
    """Name of the step, such as `knowledge`; nothing of its content."""


class DeltaFrame(ServerFrame):
    """A piece of a reply that is being written, to be put behind those before it."""

    type: Literal["delta"] = "delta"
    turn_id: str
    index: int = Field(ge=0)
    """Grows from piece to piece of a turn; 0 begins the reply anew."""
    text: str


class ReplyFrame(ServerFrame):
    """The whole reply to a turn, as it is stored. It stands for all pieces before it."""

    type: Literal["reply"] = "reply"
    answer: PublicAnswer


class MessageFrame(ServerFrame):
    """A person has written, or something happened, such as that one joined."""

    type: Literal["message"] = "message"
    entry: TranscriptEntry


class StateFrame(ServerFrame):
    """Who answers next."""

    type: Literal["state"] = "state"
    holder: Holder
    queue: str | None
    """The queue in which the conversation waits for a person, where it does."""
    closed: bool
    person: str | None = None
    """Name of the person who has the conversation, where one has."""
    waiting: Waiting | None = None
    """Where the customer stands who waits. Null where that is not said now: what was said before stands."""


class TypingNotice(ServerFrame):
    """Somebody is writing."""

    type: Literal["typing"] = "typing"
    author: Literal["customer", "person"]


class ReadNotice(ServerFrame):
    """Somebody has seen everything up to a position. Stored nowhere: whoever is not there does not learn of it."""

    type: Literal["read"] = "read"
    author: Literal["customer", "person"]
    up_to: int


class ErrorFrame(ServerFrame):
    """A frame was refused."""

    type: Literal["error"] = "error"
    problem: Mapping[str, Any]
    """The problem document, as over HTTP."""
    client_turn_id: str | None = None
    """Of the turn that was refused, where it was one."""


class PongFrame(ServerFrame):
    """The connection lives."""

    type: Literal["pong"] = "pong"
