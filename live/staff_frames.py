"""What travels between a cockpit and the desk: one JSON object a frame, told apart by its `type`.

A cockpit is told that something changed, and reads it over HTTP: so a lost frame costs a moment, never a fact. Of a
conversation that it follows it gets the same frames as the customer, and those of this file.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.base import Strict, Tolerant
from contracts.errors import PayloadTooLarge
from live.frames import Position
from live.policy import MAX_FRAME_BYTES

ConversationId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


# --- From the cockpit -----------------------------------------------------------------------------------------------


class FollowFrame(Strict):
    """The cockpit shows a conversation from now on."""

    type: Literal["follow"] = "follow"
    conversation_id: ConversationId


class UnfollowFrame(Strict):
    """It shows it no more."""

    type: Literal["unfollow"] = "unfollow"
    conversation_id: ConversationId


class StaffTypingFrame(Strict):
    """Its person is writing to the customer."""

    type: Literal["typing"] = "typing"
    conversation_id: ConversationId


class StaffReadFrame(Strict):
    """Its person has seen everything in a conversation up to a position."""

    type: Literal["read"] = "read"
    conversation_id: ConversationId
    up_to: Position


class StaffPingFrame(Strict):
    """The cockpit is there, and so is its person."""

    type: Literal["ping"] = "ping"


StaffFrame = FollowFrame | UnfollowFrame | StaffTypingFrame | StaffReadFrame | StaffPingFrame
_STAFF_FRAMES: Final[Mapping[str, type[StaffFrame]]] = MappingProxyType(
    {
        "follow": FollowFrame,
        "unfollow": UnfollowFrame,
        "typing": StaffTypingFrame,
        "read": StaffReadFrame,
        "ping": StaffPingFrame,
    }
)


class _Kind(Tolerant):
    """The part of a frame that says how to read the rest."""

    type: Literal["follow", "unfollow", "typing", "read", "ping"]


def read_staff_frame(text: str) -> StaffFrame:
    """Read what a cockpit sent. Raises `PayloadTooLarge` and pydantic's `ValidationError`, which names the field."""
    if len(text.encode("utf-8", errors="surrogatepass")) > MAX_FRAME_BYTES:
        raise PayloadTooLarge(f"the frame is larger than {MAX_FRAME_BYTES} bytes")
    return _STAFF_FRAMES[_Kind.model_validate_json(text).type].model_validate_json(text)


# --- To the cockpit -------------------------------------------------------------------------------------------------


class DeskFrame(Strict):
    """Something changed at the desk: read it again."""

    type: Literal["desk"] = "desk"
    conversation_id: str | None = None
    """Whose hand-over it is; None where it is a person who came, went or took something."""
    version: int | None = None
    """Of the hand-over: of two states the higher one is the later."""
    urgent: bool = False
    """Whether an emergency waits that nobody has, or a danger that nobody has answered."""
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class EntryFrame(Strict):
    """Something was written that only staff see: read the conversation again."""

    type: Literal["entry"] = "entry"
    conversation_id: str
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))


class ViewingFrame(Strict):
    """Who of the staff looks at a conversation now."""

    type: Literal["viewing"] = "viewing"
    conversation_id: str
    staff: tuple[str, ...]
    """Their names."""
    at: datetime = Field(default_factory=lambda: datetime.now(UTC))


ToCockpit = DeskFrame | EntryFrame | ViewingFrame
