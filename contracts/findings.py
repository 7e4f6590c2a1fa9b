"""What each agent finds. A finding says which path made it, with model, tokens and cost where there are any."""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.base import Contract

Path = Literal["fast", "bedrock"]
Probability = float
Sentiment = Literal["negative", "neutral", "positive"]
Emotion = Literal["anger", "joy", "optimism", "sadness"]
HandledBy = Literal["knowledge", "person", "phrase", "emergency"]
RouteKind = Literal["answer", "action", "queue", "emergency"]


class Finding(Contract):
    """What every finding carries."""

    path: Path = "fast"
    model: str | None = None
    """The Bedrock model that answered, or the trained head that decided."""
    tokens: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0.0, ge=0)


class ScoredIntent(Contract):
    """An intent and how probable it is."""

    intent: str
    confidence: Probability = Field(ge=0, le=1)


class IntentFinding(Finding):
    """What the customer wants, with the intent's catalogue entry: who owns it, how it is handled, how urgent it is."""

    intent: str
    confidence: Probability = Field(ge=0, le=1)
    alternatives: tuple[ScoredIntent, ...] = ()
    owner: str
    handled_by: HandledBy
    urgency: float = Field(ge=0, le=1)


class SentimentFinding(Finding):
    """How the customer feels, how urgent it sounds, and whether life is at stake."""

    sentiment: Sentiment
    score: float = Field(ge=-1, le=1)
    """Probability of positive minus probability of negative."""
    emotion: Emotion
    urgency: float = Field(ge=0, le=1)
    safety_critical: bool
    reason: str | None = None
    """When `safety_critical`: the kind of danger, such as `brakes`, or `unclear`."""


class Passage(Contract):
    """A piece of a document that can be cited."""

    id: str
    title: str
    """Title of the page."""
    section: str
    """Heading of the section the text stands under."""
    text: str
    score: float
    """Rank score: the cosine, and a share for the words of the question that the passage covers. Higher is better."""
    similarity: float
    """Cosine between question and passage, -1..1."""
    source: str
    """Path of the document in the knowledge base."""
    language: str


class KnowledgeFinding(Finding):
    """Passages that answer, best first; none when nothing answers well enough."""

    passages: tuple[Passage, ...] = ()
    index_version: str | None = None


class DueItem(Contract):
    """Something that is due, or open, on the customer's vehicle."""

    kind: Literal["service", "recall", "warranty_end"]
    model: str
    detail: str | None = None
    """Title of the recall."""
    due_on: date | None = None
    due_at_km: int | None = None
    overdue: bool = False


class VehicleSummary(Contract):
    """The vehicle this conversation is about, without its VIN."""

    model: str
    year: int
    drive: str
    mileage_km: int


class PersonalizationFinding(Finding):
    """What is known about the customer that may shape the reply."""

    known: bool
    """False for an anonymous visitor; every other field is then empty."""
    first_name: str | None = None
    language: str | None = None
    preferred_dealer: str | None = None
    vehicle: VehicleSummary | None = None
    due: tuple[DueItem, ...] = ()


class Candidate(Contract):
    """A route that was considered."""

    rule: str
    kind: RouteKind
    queue: str | None = None
    reason: str


class RoutingFinding(Finding):
    """Where the turn goes, why, and what would have been next best."""

    rule: str
    """Name of the row of the policy table that decided."""
    kind: RouteKind
    queue: str | None = None
    priority: int = Field(ge=1, le=5)
    """1 is served first."""
    reason: str
    reply_with: Literal["passages", "phrase", "clarify", "hand_over", "emergency"]
    runner_up: Candidate | None = None


class Citation(Contract):
    """Where a statement of the reply comes from. `marker` is the number shown in the text, such as 1 for [1]."""

    marker: int = Field(ge=1)
    passage_id: str
    title: str
    section: str
    source: str
    quote: str


class Reply(Contract):
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


class ResponseFinding(Finding, Reply):
    """The reply, and how it was made."""


class Findings(Contract):
    """The findings of one turn so far. An agent that is missing left None."""

    intent: IntentFinding | None = None
    sentiment: SentimentFinding | None = None
    knowledge: KnowledgeFinding | None = None
    personalization: PersonalizationFinding | None = None
    routing: RoutingFinding | None = None
    response: ResponseFinding | None = None
