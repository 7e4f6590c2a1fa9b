"""What a person is told of a conversation before they answer: read by the bot, this person and the next one alike."""

from datetime import datetime
from typing import Literal

from contracts.base import Strict
from contracts.findings.response import Citation


class Fact(Strict):
    """Something that is known of the matter, and from where."""

    name: str
    """What it is, such as `vehicle`, `intent`, or a type of slot."""
    text: str
    source: Literal["customer", "record", "page"]
    """Said by the customer, recorded of them, or read on a page."""
    turn_id: str | None = None


class Tried(Strict):
    """What the customer was told or given so far, and what they had asked."""

    turn_id: str
    asked: str
    told: str
    kind: str
    """The kind of reply, such as `answer`; `reply` where it is not known."""
    repeated: bool = False
    """Whether they had been told the same before, word for word or quote for quote."""
    citations: tuple[Citation, ...] = ()


class Mood(Strict):
    """How the customer sounded in one message: -1 angry, 1 happy."""

    at: datetime
    score: float
    turn_id: str


class Danger(Strict):
    """A danger that the customer spoke of."""

    turn_id: str
    kind: str
    at: datetime
    answered: bool
    """Whether a person has written since."""


class Suggestion(Strict):
    """What the bot would answer to the last message: to be edited and sent, or not."""

    turn_id: str
    text: str
    citations: tuple[Citation, ...] = ()
    written_by: Literal["fast", "bedrock"]


class Packet(Strict):
    """What a person needs to know of the matter, from the episode that is open."""

    summary: str
    """A few sentences: who wants what, what has happened, how they feel."""
    why: str
    """Why the conversation was handed over, as the route says."""
    facts: tuple[Fact, ...] = ()
    tried: tuple[Tried, ...] = ()
    mood: tuple[Mood, ...] = ()
    open_questions: tuple[str, ...] = ()
    """Messages of the customer that nobody has answered, as they were written."""
    next_step: str | None = None
    dangers: tuple[Danger, ...] = ()
    suggestion: Suggestion | None = None
