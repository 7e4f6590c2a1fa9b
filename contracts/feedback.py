"""How a customer rates what a person did for them."""

from typing import Annotated

from pydantic import AfterValidator, Field

from contracts.base import Strict
from contracts.turn import READABLE, readable

FewWords = Annotated[
    str,
    Field(min_length=1, max_length=1_000, json_schema_extra={"pattern": READABLE}),
    AfterValidator(readable),
]


class Feedback(Strict):
    """Body of `POST /conversations/{id}/feedback`."""

    rating: int = Field(ge=1, le=5, strict=True)
    """5 is best."""
    text: FewWords | None = None
    """What the customer says besides."""
    about: str = Field(pattern=r"^[0-9a-f]{32}$")
    """`turn_id` of the event that says that a person has finished."""


class FeedbackKept(Strict):
    """Answer to `POST /conversations/{id}/feedback`."""

    about: str
    rating: int
    """The first that was given: it stays."""
