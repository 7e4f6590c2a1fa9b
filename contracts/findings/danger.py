"""What the judge of words finds, before any agent is asked: whether somebody's life is at stake."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.findings.finding import Finding, Probability
from contracts.unknown import unknown_is

DangerLevel = Literal["harmless", "unsure", "danger"]


class DangerFinding(Finding):
    """Whether somebody's life is at stake."""

    level: Annotated[DangerLevel, unknown_is("unsure", DangerLevel)]
    """`unsure` where danger is not ruled out: a short question settles it."""
    probability: Probability = Field(ge=0, le=1)
    kind: str | None = None
    """What threatens, such as `brakes`; `unclear` where no kind stands out; None where nobody looked."""
    denied: bool = False
    """The customer said of this very message that it tells of no emergency: nobody judges it any more."""
