"""Canned replies: what a tenant's people send again and again, by language, with placeholders for what differs."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, Field

from contracts.base import Strict, Tolerant
from contracts.policy import MAX_TEXT_CHARS
from contracts.turn import readable

Placeholder = Literal["first_name", "last_name", "model", "plate", "preferred_dealer", "my_name"]
"""What may stand in a text, such as `{first_name}`: names of a packet's facts, and the name of whoever answers."""
WORDS: Final = r"[^\x00-\x1f\x7f]{0,100}"
"""What may be looked for: one line, 100 characters at most."""
PLACEHOLDERS: Final = frozenset(get_args(Placeholder))


class CannedText(Tolerant):
    """A canned reply in one language."""

    title: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(readable)]
    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT_CHARS), AfterValidator(readable)]
    """Plain text. HTML in it is kept and shown as typed, never interpreted."""


class CannedReply(Tolerant):
    """A reply that is ready to be sent, once its placeholders are filled in."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    tags: tuple[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")], ...] = Field(default=(), max_length=10)
    languages: Mapping[Annotated[str, Field(pattern=r"^[a-z]{2}$")], CannedText] = Field(min_length=1)
    """By ISO 639-1 code."""


class CannedReplies(Tolerant):
    """The file of a tenant."""

    replies: tuple[CannedReply, ...] = Field(max_length=500)


class FilledReply(Strict):
    """A canned reply as a person is offered it in a conversation."""

    name: str
    title: str
    text: str
    """With its placeholders filled in; where one could not be, its name stands in marks, such as `⟦model⟧`."""
    gaps: tuple[str, ...]
    """The names of those that could not be filled in, to be written by hand before it is sent."""
    tags: tuple[str, ...]


class CannedFound(Strict):
    """Answer to `GET /conversations/{id}/canned-replies`."""

    replies: tuple[FilledReply, ...]
    """In the conversation's language, the best first."""
