"""What a guard finds in a message: whether it attacks the machine that answers."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.findings.finding import Finding, Probability
from contracts.unknown import unknown_is

AttackLevel = Literal["harmless", "unsure", "attack"]
AttackKind = Literal["injection", "jailbreak", "prompt_leak", "abuse", "unclear"]
"""Orders that displace the machine's own; a role without rules; asking for the prompt; nothing but an insult, which is
no attack; and what a guard stopped without saying why."""


class AttackFinding(Finding):
    """Whether a message attacks the machine."""

    level: Annotated[AttackLevel, unknown_is("unsure", AttackLevel)]
    """`unsure`: a model may read it, and nothing is done for it (`guards.lines.may`)."""
    kinds: tuple[Annotated[AttackKind, unknown_is("unclear", AttackKind)], ...] = ()
    """Likeliest first."""
    probability: Probability | None = Field(default=None, ge=0, le=1)
    """That it is an attack; None where a rule or another service decided."""
    failed: bool = False
    """No guard could look at it: its level says nothing of the message."""
