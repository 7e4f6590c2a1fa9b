"""From a message to a mood and a danger: three trained heads over one sentence vector."""

from pathlib import Path
from typing import Final, NamedTuple, cast

from agents.agent import Agent
from contracts.findings import Emotion, Sentiment, SentimentFinding
from contracts.policy import DANGER_KIND_SHARE, DANGER_THRESHOLD
from contracts.turn import AgentTask
from encoder import Encoder, Matrix, vectors_of
from encoder.head import LinearHead, load_head

FOLDER: Final = Path(__file__).parent
RETRAIN: Final = "python -m agents.sentiment.train --data DIR"
HARMLESS: Final = "harmless"
UNCLEAR: Final = "unclear"


class Heads(NamedTuple):
    """The three classifiers: mood, emotion, and kind of danger (or `harmless`)."""

    sentiment: LinearHead
    emotion: LinearHead
    danger: LinearHead


def load(encoder: Encoder) -> Agent:
    """The agent, ready to run. Raises `ConfigurationError` if a head does not fit the encoder."""
    heads = Heads(*(load_head(FOLDER / f"{name}.npz", encoder.name, RETRAIN) for name in Heads._fields))

    def find(task: AgentTask) -> SentimentFinding:
        return assess(vectors_of(task, encoder), heads)

    return find


def assess(vectors: Matrix, heads: Heads) -> SentimentFinding:
    """Mood, emotion, urgency and danger of one message, given one row for each window of its text.

    Mood and emotion are those of the whole message; danger is that of its most dangerous window. Urgency is the larger
    of two: how likely a danger is, and how negative an angry message sounds.
    """
    whole = vectors.mean(axis=0)
    mood = heads.sentiment.probabilities(whole)
    emotions = heads.emotion.probabilities(whole)
    dangers = min((heads.danger.probabilities(window) for window in vectors), key=lambda kinds: kinds[HARMLESS])
    danger = 1.0 - dangers.pop(HARMLESS)
    critical = danger >= DANGER_THRESHOLD
    kind, share = next(iter(dangers.items()))
    return SentimentFinding(
        sentiment=cast(Sentiment, next(iter(mood))),
        score=mood["positive"] - mood["negative"],
        emotion=cast(Emotion, next(iter(emotions))),
        urgency=min(1.0, max(danger, mood["negative"] * emotions["anger"])),
        safety_critical=critical,
        reason=(kind if share >= DANGER_KIND_SHARE else UNCLEAR) if critical else None,
        model=f"{heads.sentiment.encoder}/sentiment",
    )
