"""How the customer feels, and whether life is at stake."""

import numpy as np
import pytest

from agents.agent import Agent
from agents.sentiment.assess import UNCLEAR, Heads, assess, load_heads, suspicious
from agents.sentiment.policy import SUSPICIOUS_SENTENCES
from contracts.findings import SentimentFinding
from contracts.session import Dialogue
from danger.words import HARMLESS
from encoder.head import LinearHead
from encoder.local import LocalEncoder
from languages.ngrams import PLACES
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from languages.word_head import NgramWeights, WordHead
from tests.unit.agents.heads import certain
from tests.unit.builders import task


def feel(agent: Agent, text: str) -> SentimentFinding:
    finding = agent(task(text))
    assert isinstance(finding, SentimentFinding)
    return finding


SILENT = WordHead(
    (HARMLESS,),
    np.zeros(1, dtype=np.float32),
    NgramWeights(np.zeros(PLACES, np.float32), np.zeros(1, np.int32), np.zeros((1, 1), np.float16)),
)
"""Finds nothing dangerous in any words."""
SMALL_TALK = "I have had this car for two years and it has always been a pleasure to drive to work and back. " * 12


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_danger_is_seen_wherever_it_stands_in_a_long_message(sentiment_agent: Agent, place: str) -> None:
    danger = "My engine is on fire, there are flames under the bonnet."
    before, after = {"first": (0, 2), "middle": (1, 1), "last": (2, 0)}[place]
    assert not feel(sentiment_agent, SMALL_TALK * 2).safety_critical
    assert feel(sentiment_agent, f"{SMALL_TALK * before} {danger} {SMALL_TALK * after}").safety_critical


def test_the_trend_tells_a_turn_for_the_worse(sentiment_agent: Agent) -> None:
    text = "This is a disgrace, you treated me badly!"
    first = feel(sentiment_agent, text)
    assert first.trend == 0
    after = sentiment_agent(task(text, dialogue=Dialogue(mood=0.6)))
    assert isinstance(after, SentimentFinding)
    assert after.trend == pytest.approx(after.score - 0.6)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_every_kind_of_danger_has_its_advice(encoder: LocalEncoder, language: str) -> None:
    kinds = set(load_heads(encoder.name).danger.labels) - {HARMLESS}
    assert len(kinds) >= 11
    assert kinds | {UNCLEAR} <= set(words_of(Phrases, language).danger)


@pytest.mark.parametrize(
    ("dangers", "critical", "reason"),
    [
        ({"harmless": 0.49, "brakes": 0.505, "fire": 0.005}, True, "brakes"),
        ({"harmless": 0.49, "brakes": 0.255, "fire": 0.255}, True, "unclear"),
        ({"harmless": 0.1, "brakes": 0.48, "fire": 0.42}, True, "unclear"),
        ({"harmless": 0.85, "brakes": 0.145, "fire": 0.005}, False, None),
    ],
)
def test_dangers_add_up_and_a_kind_is_named_only_if_it_is_likely(
    dangers: dict[str, float], reason: str | None, *, critical: bool
) -> None:
    heads = Heads(
        sentiment=certain(negative=0.2, neutral=0.7, positive=0.1),
        emotion=certain(anger=0.1, joy=0.3, optimism=0.3, sadness=0.3),
        danger=certain(**dangers),
        danger_words=SILENT,
    )
    found = judge(heads, 1.0)
    assert (found.safety_critical, found.reason) == (critical, reason)
    assert found.urgency == pytest.approx(1 - dangers["harmless"], abs=1e-5)
    assert found.sentiment == "neutral"
    assert found.score == pytest.approx(-0.1, abs=1e-5)


def judge(heads: Heads, *vectors: float) -> SentimentFinding:
    rows = np.array([[value] for value in vectors], dtype=np.float32)
    return assess("a message", rows, [("a part of it", row) for row in rows], heads, critical_from=0.2)


def test_the_most_dangerous_part_of_a_message_decides() -> None:
    weights = np.array([[0.0], [5.0], [0.0]], dtype=np.float32)
    danger = LinearHead("toy", ("harmless", "brakes", "fire"), weights, np.array([3.0, 0.0, 0.0], dtype=np.float32))
    mood, emotion = certain(negative=0.2, neutral=0.7, positive=0.1), certain(anger=0.5, joy=0.5)
    heads = Heads(mood, emotion, danger, SILENT)
    assert not judge(heads, 0.1, 0.1, 0.1).safety_critical
    assert judge(heads, 0.1, 1.0, 0.1).reason == "brakes"


def test_only_sentences_that_sound_dangerous_among_others_are_read_by_themselves(encoder: LocalEncoder) -> None:
    words = load_heads(encoder.name).danger_words
    calm = "Hello, I hope you are well. I bought the car last year and I like it a lot."
    assert suspicious("There are flames under the bonnet", words) == [], "one sentence is read as it is"
    assert suspicious(calm, words) == []
    assert suspicious(f"{calm} There are flames under the bonnet.", words) == ["There are flames under the bonnet."]
    many = " ".join(f"There are flames under the bonnet of car {number}." for number in range(40))
    assert len(suspicious(many, words)) == SUSPICIOUS_SENTENCES


def test_an_angry_message_is_urgent_without_danger() -> None:
    heads = Heads(
        sentiment=certain(negative=0.9, neutral=0.05, positive=0.05),
        emotion=certain(anger=0.8, joy=0.1, optimism=0.05, sadness=0.05),
        danger=certain(harmless=0.95, fire=0.05),
        danger_words=SILENT,
    )
    assert judge(heads, 1.0).urgency == pytest.approx(0.72, abs=1e-5)
