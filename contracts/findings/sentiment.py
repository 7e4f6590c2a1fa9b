"""What the sentiment agent finds: how the customer feels, and whether life is at stake."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.findings.finding import Finding, Probability
from contracts.unknown import unknown_is

Sentiment = Literal["negative", "neutral", "positive"]
Emotion = Literal["anger", "joy", "optimism", "sadness"]


class SentimentFinding(Finding):
    """How the customer feels, how urgent it sounds, and whether life is at stake."""

    sentiment: Annotated[Sentiment, unknown_is("neutral", Sentiment)]
    score: float = Field(ge=-1, le=1)
    """Probability of positive minus probability of negative."""
    trend: float = Field(default=0.0, ge=-2, le=2)
    """How much better (or, below 0, worse) this turn sounds than the conversation so far; 0 on the first turn."""
    emotion: Annotated[Emotion | None, unknown_is(None, Emotion)]
    """None for one that this version does not know."""
    urgency: float = Field(ge=0, le=1)
    danger: Probability | None = Field(default=None, ge=0, le=1)
    """How likely life is at stake; None in findings of before this was said."""
    safety_critical: bool
    unsure: bool = False
    """Where it is not `safety_critical`: whether danger is not ruled out."""
    reason: str | None = None
    """When `safety_critical`: the kind of danger, such as `brakes`, or `unclear`."""
