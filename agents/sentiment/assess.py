"""From a message to a mood and a danger: trained heads over its sentences."""

from pathlib import Path
from typing import Final, NamedTuple, cast

from agents.agent import Agent
from contracts.findings import Emotion, Sentiment, SentimentFinding
from contracts.policy import DANGER_KIND_SHARE, DANGER_THRESHOLD, SUSPICION, SUSPICIOUS_SENTENCES
from contracts.turn import AgentTask
from encoder import Encoder, Matrix, Vector, meaning, sentences, vectors_of, windows
from encoder.head import LinearHead, load_head
from languages.ngrams import ngrams

FOLDER: Final = Path(__file__).parent
RETRAIN: Final = "python -m agents.sentiment.train --data DIR"
HARMLESS: Final = "harmless"
UNCLEAR: Final = "unclear"


class Heads(NamedTuple):
    """The classifiers: mood, emotion, kind of danger (or `harmless`), and danger judged by words alone."""

    sentiment: LinearHead
    emotion: LinearHead
    danger: LinearHead
    danger_words: LinearHead


def load(encoder: Encoder) -> Agent:
    """The agent, ready to run. Raises `ConfigurationError` if a head does not fit the encoder."""
    heads = Heads(*(load_head(FOLDER / f"{name}.npz", encoder.name, RETRAIN) for name in Heads._fields))

    def find(task: AgentTask) -> SentimentFinding:
        vectors = vectors_of(task, encoder)
        read = list(zip(windows(task.text), vectors, strict=True))
        closer = suspicious(task.text, heads.danger_words)
        if closer:
            read += zip(closer, encoder.questions(closer), strict=True)
        finding = assess(task.text, vectors, read, heads)
        before = task.dialogue.mood
        return finding if before is None else finding.model_copy(update={"trend": finding.score - before})

    return find


def suspicious(text: str, words: LinearHead) -> list[str]:
    """The most dangerous sounding sentences of a message that has several.

    Read together with the sentences around it, a danger may drown. Judging by words takes microseconds, so every
    sentence of the longest message is looked at.
    """
    parts, vector = sentences(text), words.no_vector()
    if len(parts) == 1:
        return []
    harmless = {part: words.probabilities(vector, ngrams(part))[HARMLESS] for part in parts}
    sounding = [part for part, share in harmless.items() if share <= 1 - SUSPICION]
    return sorted(sounding, key=harmless.__getitem__)[:SUSPICIOUS_SENTENCES]


def assess(text: str, vectors: Matrix, read: list[tuple[str, Vector]], heads: Heads) -> SentimentFinding:
    """Mood, emotion, urgency and danger of one message.

    `vectors` are those of its windows, for mood and emotion; `read` holds the parts that are judged for danger, of
    which the most dangerous counts. Urgency is the larger of two: how likely a danger is, and how negative an angry
    message sounds.
    """
    whole, words = meaning(vectors), ngrams(text)
    mood = heads.sentiment.probabilities(whole, words)
    emotions = heads.emotion.probabilities(whole, words)
    dangers = min(
        (heads.danger.probabilities(vector, ngrams(sentence)) for sentence, vector in read),
        key=lambda kinds: kinds[HARMLESS],
    )
    danger = 1.0 - dangers.pop(HARMLESS)
    critical = danger >= DANGER_THRESHOLD
    kind, probability = next(iter(dangers.items()))
    return SentimentFinding(
        sentiment=cast(Sentiment, next(iter(mood))),
        score=mood["positive"] - mood["negative"],
        emotion=cast(Emotion, next(iter(emotions))),
        urgency=min(1.0, max(danger, mood["negative"] * emotions["anger"])),
        safety_critical=critical,
        reason=(kind if probability >= DANGER_KIND_SHARE * danger else UNCLEAR) if critical else None,
        model=f"{heads.sentiment.encoder}/sentiment",
    )
