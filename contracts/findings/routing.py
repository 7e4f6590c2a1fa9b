"""What the routing agent finds: where the turn goes, and why."""

from typing import Literal

from pydantic import Field, model_validator

from contracts.base import Tolerant
from contracts.findings.finding import Finding, Probability
from contracts.unknown import known_route

RouteKind = Literal["answer", "action", "queue", "emergency"]
ReplyWith = Literal[
    "passages",
    "record",
    "phrase",
    "clarify",
    "ask_light",
    "ask_topic",
    "confirm_release",
    "release",
    "hand_over",
    "emergency",
]
"""`record`: what is recorded of the customer's own; `ask_light`: which colour a warning light has, or if it flashes;
`ask_topic`: which of the passages that may be meant;
`release`: a request that waited is taken back, and `confirm_release` asks whether it is."""


class RunnerUp(Tolerant):
    """The route that would have been next best."""

    _known = model_validator(mode="before")(known_route(RouteKind, ReplyWith))

    rule: str
    kind: RouteKind
    queue: str | None = None
    reason: str
    confidence: Probability | None = Field(default=None, ge=0, le=1)


class RoutingFinding(Finding):
    """Where the turn goes, why, and what would have been next best."""

    _known = model_validator(mode="before")(known_route(RouteKind, ReplyWith))

    rule: str
    """Name of the row of the policy table that decided."""
    kind: RouteKind
    queue: str | None = None
    priority: int = Field(ge=1, le=5)
    """1 is served first."""
    reason: str
    confidence: Probability | None = Field(default=None, ge=0, le=1)
    """As sure as the least sure finding that decided; None where no policy judged, as in a fallback."""
    reply_with: ReplyWith
    records: tuple[str, ...] = ()
    """What a reply from the record tells, such as `warranty`: see `languages/topics/records.py`."""
    runner_up: RunnerUp | None = None
