"""What every agent's finding carries: the path that made it, with model, tokens and cost where there are any."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.base import Tolerant
from contracts.unknown import unknown_is

Path = Literal["fast", "bedrock"]
Probability = float


class Finding(Tolerant):
    """What every finding carries."""

    path: Annotated[Path, unknown_is("fast", Path)] = "fast"
    model: str | None = None
    """The Bedrock model that answered, or the trained head that decided."""
    prompt: str | None = None
    """Name and version of the prompt, where a model answered one."""
    tokens: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0.0, ge=0)
