"""The policy table: rules tried from the top. `policy.json` holds them; this file says what a rule may ask."""

from pathlib import Path
from typing import Final, Literal

from pydantic import Field, TypeAdapter

from contracts.base import Contract
from contracts.findings import HandledBy, RouteKind

POLICY: Final = Path(__file__).with_name("policy.json")
OWNER: Final = "$owner"
"""As a queue: the queue that owns the intent."""


class Condition(Contract):
    """What a rule asks of a turn; every field that is given must hold."""

    understood: bool | None = None
    """Whether intent or sentiment answered at all."""
    safety_critical: bool | None = None
    handled_by: HandledBy | None = None
    confident: bool | None = None
    intents: tuple[str, ...] = ()
    angry: bool | None = None
    passages: bool | None = None


class Rule(Contract):
    """One row: when it applies, and where the turn then goes."""

    rule: str
    when: Condition
    kind: RouteKind
    queue: str | None = None
    priority: int | None = Field(default=None, ge=1, le=5)
    """None: from the urgency of the turn."""
    reply_with: Literal["passages", "phrase", "clarify", "hand_over", "emergency"]
    reason: str


_RULES = TypeAdapter(tuple[Rule, ...])


def read_policy(path: Path = POLICY) -> tuple[Rule, ...]:
    """The rules, in order. Raises pydantic's `ValidationError` naming the row that is wrong."""
    return _RULES.validate_json(path.read_bytes())
