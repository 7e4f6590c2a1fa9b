"""What the response agent finds: the reply."""

from typing import Annotated

from pydantic import Field

from contracts.base import Tolerant
from contracts.findings.finding import Finding
from contracts.findings.routing import ReplyWith
from contracts.unknown import unknown_is


class Citation(Tolerant):
    """Where a statement of the reply comes from. `marker` is the number shown in the text, such as 1 for [1]."""

    marker: int = Field(ge=1)
    passage_id: str
    title: str
    section: str
    source: str
    quote: str


class Reply(Tolerant):
    """What the customer sees or hears."""

    text: str
    """Plain text; never HTML. Citation markers look like [1]."""
    language: str
    speech: str
    """The same without markers, for a voice."""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    """Things the customer may want to say next, ready to send."""
    actions: tuple[str, ...] = ()
    """Actions that were taken or prepared; empty until an action agent exists."""
    stopped: bool = False
    """Whether the customer stopped it while it was written: of the answer it holds what they had been shown."""


class ResponseFinding(Finding, Reply):
    """The reply, and how it was made."""

    reply_with: Annotated[ReplyWith | None, unknown_is(None, ReplyWith)] = None
    """How it was made where that is not as the route has it: the passages that were found did not answer after all."""
