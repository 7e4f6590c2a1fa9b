"""What the health checks answer."""

from pydantic import Field

from contracts.base import Strict


class Health(Strict):
    """Whether the parts a turn needs can be reached: `ok`, or the code of the failure."""

    status: str
    checks: dict[str, str] = Field(default_factory=dict)
