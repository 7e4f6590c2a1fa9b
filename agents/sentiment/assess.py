"""From a message to a mood and a danger: trained heads over its sentences."""

from math import exp, log
from pathlib import Path
from typing import Final, NamedTuple, cast

from agents.agent import Agent
from agents.sentiment.model import asked, felt_question
from agents.sentiment.policy import DANGER_KIND_SHARE, LEAST_PROBABILITY, SUSPICION, SUSPICIOUS_SENTENCES
from contracts.findings.sentiment import Emotion, Sentiment, SentimentFinding
from contracts.turn import AgentTask
from danger.names import tells_nothing
from danger.pieces import pieces, pieces_of
from danger.policy import KIND_SHARE
from danger.settle import SELF_HARM, UNCLEAR
from danger.words import HARMLESS, is_unspaced, may_alarm, word_head
from encoder import Encoder, Layers, Matrix, Vector, layered_in_time, layers_of, sentences, tone, windows
from encoder.folders import file_for
from encoder.head import LinearHead, load_head
from encoder.network import Network, load_network
from encoder.thresholds import Thresholds, load_thresholds
from guards.attacks import judge_attack
from languages.ngrams import ngrams
from languages.word_head import WordHead
from models.client import ModelClient

HEADS: Final = Path(__file__).with_name("heads")


class Heads(NamedTuple):
    """The classifiers: mood, emotion, danger by meaning, which kind it would be, and danger by words alone.

    Whether it is one and which are two questions: the first learns from all that people say, the second from dangers.
    """

    sentiment: LinearHead
    emotion: LinearHead
    danger: Network
    danger_kind: LinearHead
    danger_words: WordHead


def head_file(encoder: str, name: str) -> Path:
    """Return where a head for an encoder lies."""
    return file_for(HEADS, encoder, f"{name}.npz")


def load_heads(encoder: str) -> Heads:
    """Read all heads. Raises `ConfigurationError` if one does not fit the encoder of this name."""

    def read(name: str) -> LinearHead:
        return load_head(head_file(encoder, name), encoder, f"python -m training {name.removesuffix('_kind')}")

    danger = load_network(head_file(encoder, "danger"), encoder, "python -m training danger")
    return Heads(read("sentiment"), read("emotion"), danger, read("danger_kind"), word_head())


def load(encoder: Encoder, models: ModelClient | None = None) -> Agent:
    """Return the agent, ready to run. With `models` it asks one about every message where the tenant says so.

    Raises `ConfigurationError` if heads or thresholds do not fit the encoder.
    """
    heads, thresholds = load_heads(encoder.name), load_thresholds(encoder.name)
    if models:
        felt_question()  # a prompt that is missing is noticed now, and so are weights
        judge_attack("")

    def find(task: AgentTask) -> SentimentFinding:
        layers = layers_of(task, encoder)
        read = list(zip(windows(task.text), layers, strict=True))
        closer = suspicious(task.text, heads.danger_words)
        if closer:
            read += zip(closer, layered_in_time(closer, encoder), strict=True)
        finding = assess(task.text, layers, read, heads, thresholds)
        if models and task.models.sentiment == "always" and not finding.safety_critical:
            finding = asked(task, finding, models)
        before = task.dialogue.mood
        return finding if before is None else finding.changed(trend=finding.score - before)

    return find


def suspicious(text: str, words: WordHead) -> list[str]:
    """The most dangerous sounding sentences of a message that has several.

    Read together with the sentences around it, a danger may drown. Judging by words takes microseconds, so every
    sentence of the longest message is looked at.
    """
    parts = sentences(text)
    if len(parts) == 1:
        return []
    judged = words.judge_each(list(pieces_of(parts)))
    harmless = {part: shares[HARMLESS] for part, shares in zip(parts, judged, strict=True)}
    sounding = [part for part, share in harmless.items() if share <= 1 - SUSPICION]
    return sorted(sounding, key=harmless.__getitem__)[:SUSPICIOUS_SENTENCES]


def assess(
    text: str, layers: Layers, read: list[tuple[str, Matrix]], heads: Heads, thresholds: Thresholds
) -> SentimentFinding:
    """Mood, emotion, urgency and danger of one message.

    `layers` are those of its windows, for mood and emotion; `read` holds the parts that are judged for danger, each
    with its layers, of which the most dangerous counts. Urgency is the larger of two: how likely a danger is, and how
    negative an angry message sounds.
    """
    whole, words = tone(layers), ngrams(text)
    mood = heads.sentiment.probabilities(whole, words)
    emotions = heads.emotion.probabilities(whole, words)
    judged = [(danger_of(*part, heads), part) for part in read]
    danger, (sentence, worst) = max(judged, key=lambda each: each[0])
    kind = kind_of(sentence, worst[0], heads) if danger >= thresholds.danger else None
    told = any(each >= thresholds.danger and may_alarm(part) for each, (part, _) in judged)
    named = kind != SELF_HARM and tells_nothing(text, danger)
    critical = (told and not named) or kind == SELF_HARM
    return SentimentFinding(
        sentiment=cast(Sentiment, next(iter(mood))),
        score=mood["positive"] - mood["negative"],
        emotion=cast(Emotion, next(iter(emotions))),
        urgency=min(1.0, max(danger, mood["negative"] * emotions["anger"])),
        danger=danger,
        safety_critical=critical,
        unsure=not (critical or named) and thresholds.danger_unsure is not None and danger >= thresholds.danger_unsure,
        reason=kind if critical else None,
        model=f"{heads.sentiment.encoder}/sentiment",
    )


def danger_of(sentence: str, layers: Matrix, heads: Heads) -> float:
    """Return how likely one part of a message speaks of danger; `layers` has a row a layer.

    Two judge: one by meaning, one by words, which misspelling and capitals mislead less. Their mean counts, taken of
    the logarithms of the odds. Without blanks a sentence has no meaning to an encoder.
    """
    by_words = 1 - heads.danger_words.judge(pieces(sentence))[HARMLESS]
    if is_unspaced(sentence):
        return by_words
    return together(heads.danger.probability(tone(layers[None])), by_words)


def kind_of(sentence: str, vector: Vector, heads: Heads) -> str:
    """Return the kind of danger; `UNCLEAR` where none is likely enough.

    A wish to die need be no likelier than the words ask for: to whoever has it, advice about the car is the worst.
    """
    kind, share = next(iter(heads.danger_kind.probabilities(vector, pieces(sentence)).items()))
    return kind if share >= (KIND_SHARE if kind == SELF_HARM else DANGER_KIND_SHARE) else UNCLEAR


def together(*probabilities: float) -> float:
    """Return the probability whose log odds are the mean of those given."""
    odds = [log(max(p, LEAST_PROBABILITY) / max(1 - p, LEAST_PROBABILITY)) for p in probabilities]
    return 1 / (1 + exp(-sum(odds) / len(odds)))
