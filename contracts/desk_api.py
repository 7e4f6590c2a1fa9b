"""What staff send and are told over the API."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from contracts.base import Strict
from contracts.channel import Channel
from contracts.desk import HandoverState, Status
from contracts.episode import Disposition, Episode
from contracts.packet import Packet
from contracts.policy import MAX_CLIENT_TURN_ID_CHARS
from contracts.public import EventKind, ReplyKind
from contracts.session import Holder
from contracts.staff import StaffId
from contracts.turn import READABLE, Text, readable

ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]+$", min_length=1, max_length=MAX_CLIENT_TURN_ID_CHARS)]
"""Chosen by the client, once a message; sending it again stores nothing twice."""
NoteText = Annotated[
    str,
    Field(min_length=1, max_length=1_000, json_schema_extra={"pattern": READABLE}),
    AfterValidator(readable),
]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
QueueName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class PresenceWanted(Strict):
    """Body of `PUT /presence`: what a person at the desk does from now on."""

    status: Status
    reason: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] | None = None
    """Why they are away, such as `lunch`."""


class StaffMessage(Strict):
    """Body of `POST /conversations/{id}/messages`: what a person writes to the customer."""

    text: Text
    client_message_id: ClientId


class StaffNote(Strict):
    """Body of `POST /conversations/{id}/notes`: what a person tells colleagues. No customer sees it."""

    text: Text
    client_message_id: ClientId
    mentions: tuple[StaffId, ...] = Field(default=(), max_length=20)


class Transfer(Strict):
    """Body of `POST /conversations/{id}/transfer`: to a queue or to a person, one of the two."""

    queue: QueueName | None = None
    staff_id: StaffId | None = None
    note: NoteText | None = None
    """What the next person should know."""

    @model_validator(mode="after")
    def _to_one(self) -> Self:
        if (self.queue is None) == (self.staff_id is None):
            raise ValueError("name a queue or a person, one of the two")
        return self


class GiveBack(Strict):
    """Body of `POST /conversations/{id}/give-back`: it goes back in line at its place."""

    note: NoteText | None = None


class WrapUp(Strict):
    """Body of `POST /conversations/{id}/wrap-up`: how it ended, as its person says."""

    disposition: Disposition
    summary: Annotated[str, Field(max_length=2_000)] = ""
    tags: tuple[Tag, ...] = Field(default=(), max_length=10)


class PersonAtDesk(Strict):
    """Somebody of the staff, as colleagues see them."""

    staff_id: str
    name: str
    status: Status
    reason: str | None = None
    since: datetime
    """Since when they have had a place free, or none."""
    holding: int
    """Conversations they hold or are asked to take."""
    places: Mapping[str, int]
    """Conversations they take at once, by channel."""
    languages: tuple[str, ...]


class HandoverSeen(Strict):
    """A conversation that needs a person, as the desk sees it."""

    conversation_id: str
    handover_id: str
    queue: str
    priority: int
    state: HandoverState
    entered_at: datetime
    since: datetime
    """When it came into its state."""
    due_at: datetime | None
    """When it must be taken for the service level; None once somebody took it."""
    offer_ends_at: datetime | None = None
    staff_id: str | None = None
    staff_name: str | None = None
    language: str
    brand: str | None = None
    channel: Channel
    alert: str | None = None
    """A kind of danger that nobody has answered yet."""
    escalations: int
    version: int
    """Grows with each change: of two states the higher one is the later."""
    may_claim: bool
    """Whether the caller may take it now."""


class QueueSeen(Strict):
    """A line and how it stands."""

    queue: str
    waiting: int
    oldest_at: datetime | None
    """Since when the one who waits longest stands in line."""
    target_seconds: int
    late: int
    """How many wait longer than that."""
    people: int
    """People available who have this topic."""


class DeskSeen(Strict):
    """Answer to `GET /desk`: all that a person at the desk sees of it now."""

    me: PersonAtDesk
    mine: tuple[HandoverSeen, ...]
    """What they hold, or are asked to take, the most urgent first."""
    waiting: tuple[HandoverSeen, ...]
    """Others that wait and that they may take, the next one first."""
    emergencies: tuple[HandoverSeen, ...]
    """Those of priority 1 that nobody holds."""
    others: tuple[HandoverSeen, ...] = ()
    """What others hold or are asked to take. For supervisors alone."""
    queues: tuple[QueueSeen, ...]
    people: tuple[PersonAtDesk, ...]


class StaffEntry(Strict):
    """One entry of a conversation, as staff see it."""

    entry_id: str
    author: Literal["customer", "bot", "person", "event", "note", "assist", "feedback"]
    """`note`: among colleagues; `assist`: what the bot suggested to the person who had the conversation; `feedback`:
    what the customer says of the person who has finished."""
    text: str
    created_at: datetime
    seq: int | None = None
    """Position among what the customer sees; null for what they do not see."""
    name: str | None = None
    staff_id: str | None = None
    event: EventKind | None = None
    kind: ReplyKind | None = None
    rating: int | None = None
    """With feedback, from 1 to 5, which is best."""


class ConversationSeen(Strict):
    """Answer to `GET /conversations/{id}`: a conversation as staff see it."""

    conversation_id: str
    customer_id: str | None
    language: str
    started_at: datetime
    closed: bool
    holder: Holder
    episode: int
    handover: HandoverSeen | None
    note: str | None = None
    """What the last person says to this one."""
    packet: Packet
    episodes: tuple[Episode, ...] = ()
    """Earlier matters of the customer that a person has finished, the latest first."""
    entries: tuple[StaffEntry, ...]
    """All of them, oldest first."""
