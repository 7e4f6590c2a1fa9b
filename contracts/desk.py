"""What waits for a person, and who is at the desk to take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.base import Tolerant
from contracts.channel import DEFAULT_CHANNEL, SentChannel
from contracts.staff import Skills
from contracts.unknown import unknown_is

HandoverState = Literal["waiting", "offered", "held"]
"""`waiting`: in line; `offered`: one person is asked to take it; `held`: that person has it."""
Status = Literal["available", "away", "offline"]
Ending = Literal["wrapped_up", "withdrawn", "abandoned"]
"""`wrapped_up`: a person finished it; `withdrawn`: the customer needs nobody any more; `abandoned`: they left."""


class Needs(Tolerant):
    """What a person should master to take a hand-over, besides the topic of its queue."""

    language: str
    brand: str | None = None


class WaitEstimate(Tolerant):
    """How long somebody was told that they would wait, seconds, and when."""

    low: float = Field(ge=0)
    high: float = Field(ge=0)
    at: datetime
    margin: float = Field(default=1, gt=0)
    """By what factor it was made wider than the model of the line said, from how the last ones came true."""
    shown: bool = True
    """False for one that is only noted, to see whether it comes true: too few have, and no customer is told of it."""


class Handover(Tolerant):
    """One time that a conversation needs a person, from the promise of one until they are done.

    A conversation has one at most at a time. Its place in line goes by priority, then by age.
    """

    handover_id: str
    """Id of the turn whose reply promised a person."""
    conversation_id: str
    tenant: str
    region: str
    """AWS region at whose desk it waits: it alone writes this record."""
    queue: str
    priority: int = Field(ge=1, le=5)
    """1 is served first."""
    needs: Needs
    channel: SentChannel = DEFAULT_CHANNEL
    state: Annotated[HandoverState, unknown_is("held", HandoverState)] = "waiting"
    """A state that this version does not know is nobody's to take, so it counts as held."""
    entered_at: datetime
    """Since when it stands in line. Kept when it is given back, so that nobody loses their place."""
    since: datetime
    """When it came into this state."""
    staff_id: str | None = None
    """Who is asked to take it, or holds it."""
    passed_by: tuple[str, ...] = ()
    """Who declined it, let an offer of it lapse or gave it back, since it waits in this queue. They are asked last."""
    claimed_at: datetime | None = None
    """When a person first took it: the end of the wait."""
    estimate: WaitEstimate | None = None
    """What the customer was told of the wait when they entered the line."""
    escalations: int = 0
    """How often its wait was reported to supervisors."""
    alert: str | None = None
    """A kind of danger in the conversation that nobody at the desk has answered yet."""
    note: str | None = None
    """What the last person says to the next one."""
    customer_id: str | None = None
    version: int | None = None
    """None until first stored; each write counts one more."""

    @property
    def rank(self) -> tuple[int, datetime, str]:
        """Sorts a line: who is served first comes first."""
        return self.priority, self.entered_at, self.handover_id


class Presence(Tolerant):
    """A person at the desk of one tenant in one region: what they can take now."""

    staff_id: str
    name: str
    tenant: str
    region: str
    status: Annotated[Status, unknown_is("away", Status)] = "offline"
    reason: str | None = None
    """Why they are away, such as `lunch`."""
    skills: Skills = Skills()
    capacity: Mapping[str, int] = {"chat": 1}
    """Conversations at once, by channel."""
    holds: Mapping[str, str] = {}
    """Conversations they hold or are asked to take, and the channel of each."""
    idle_since: datetime
    """When they last had a place free that they had not before: who waits longest for work is asked first."""
    seen_at: datetime
    """When their cockpit last said that it is there."""
    version: int | None = None

    def free_places(self, channel: str) -> int:
        """Return how many more conversations of a channel they can take; a channel without a number has one place."""
        taken = sum(1 for held in self.holds.values() if held == channel)
        return self.capacity.get(channel, 1) - taken


class EndedHandover(Tolerant):
    """A hand-over that is over: what is counted of it."""

    handover: Handover
    ending: Annotated[Ending, unknown_is("wrapped_up", Ending)]
    ended_at: datetime
    handled_seconds: float | None = None
    """From the first claim to the end; None where nobody took it."""

    @property
    def waited_seconds(self) -> float:
        """How long its customer waited, seconds: until somebody took it, or it was over without."""
        return ((self.handover.claimed_at or self.ended_at) - self.handover.entered_at).total_seconds()


@dataclass(frozen=True)
class Change:
    """What a step at the desk changes, to be written together or not at all, each record at the version it was read."""

    handover: Handover | None = None
    presences: tuple[Presence, ...] = ()
    ended: EndedHandover | None = None
    """Is taken out of what is open."""


NO_CHANGE: Final = Change()
