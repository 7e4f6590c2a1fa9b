"""How the customer feels, and whether life is at stake."""

import numpy as np
import pytest

from agents.agent import Agent
from agents.sentiment.assess import Heads, assess, danger_of, load_heads, suspicious, together
from agents.sentiment.policy import SUSPICIOUS_SENTENCES
from contracts.findings.sentiment import SentimentFinding
from contracts.session import Dialogue
from danger.settle import SELF_HARM, UNCLEAR
from danger.words import HARMLESS
from encoder.local import LocalEncoder
from encoder.network import Network
from encoder.thresholds import Thresholds
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
    kinds = set(load_heads(encoder.name).danger_kind.labels)
    assert len(kinds) >= 11
    assert HARMLESS not in kinds
    assert kinds | {UNCLEAR} <= set(words_of(Phrases, language).danger)


THRESHOLDS = Thresholds(
    encoder="toy",
    danger=0.2,
    danger_unsure=0.1,
)


@pytest.mark.parametrize(
    ("danger", "critical", "unsure"), [(0.25, True, False), (0.15, False, True), (0.05, False, False)]
)
def test_between_danger_and_harmless_lies_a_band_that_is_asked_back_about(
    danger: float, *, critical: bool, unsure: bool
) -> None:
    found = judge(heads(danger=danger), 1.0)
    assert (found.safety_critical, found.unsure) == (critical, unsure)
    assert found.danger == pytest.approx(danger, abs=1e-5)
    assert found.urgency == pytest.approx(danger, abs=1e-5)


def test_without_a_band_what_is_no_danger_is_harmless() -> None:
    rows = np.ones((1, 1), dtype=np.float32)
    alone = THRESHOLDS.changed(danger_unsure=None)
    read = [("a message of mine", rows)]
    assert not assess("a message of mine", rows[:, None], read, heads(danger=0.15), alone).unsure


@pytest.mark.parametrize(
    ("kinds", "reason"),
    [
        ({"brakes": 0.9, "fire": 0.1}, "brakes"),
        ({"brakes": 0.7, "fire": 0.3}, UNCLEAR),
        ({"brakes": 0.5, "fire": 0.5}, UNCLEAR),
        ({SELF_HARM: 0.7, "fire": 0.3}, SELF_HARM),
        ({SELF_HARM: 0.5, "fire": 0.5}, UNCLEAR),
    ],
)
def test_a_kind_must_be_very_likely_to_be_named_and_a_wish_to_die_less(kinds: dict[str, float], reason: str) -> None:
    assert judge(heads(danger=0.6, **kinds), 1.0).reason == reason
    assert judge(heads(danger=0.15, **kinds), 1.0).reason is None


@pytest.mark.parametrize(
    ("text", "kind", "critical"),
    [
        ("smoke", "smoke", False),
        ("Smoke!", "smoke", True),
        ("the smoke", "smoke", True),
        ("suicide", SELF_HARM, True),
        ("It burned last week", "fire", False),
        ("It burned last week and now it burns again", "fire", True),
    ],
)
def test_a_bare_word_and_what_is_past_are_asked_back_about_unless_it_is_a_wish_to_die(
    text: str, kind: str, *, critical: bool
) -> None:
    found = judge(heads(danger=0.9, **{kind: 1.0}), 1.0, text=text)
    assert (found.safety_critical, found.unsure) == (critical, not critical)


def test_the_mood_is_what_it_sounds_like_whatever_the_danger_is() -> None:
    found = judge(heads(danger=0.6), 1.0)
    assert found.sentiment == "neutral"
    assert found.score == pytest.approx(-0.1, abs=1e-5)


def test_of_two_opinions_the_mean_of_their_odds_counts() -> None:
    assert together(0.3, 0.3) == pytest.approx(0.3)
    assert together(0.9, 0.1) == pytest.approx(0.5)
    assert 0 < together(0.0, 0.0) < together(0.0, 1.0) < together(1.0, 1.0) < 1


@pytest.mark.parametrize(
    ("text", "found"),
    [("Mybrakeshavefailedcompletely", 0.8), ("My brakes have failed completely", 0.5), ("Bremsen", 0.5)],
)
def test_words_alone_judge_what_is_typed_without_blanks(text: str, found: float) -> None:
    judges = heads(danger=0.2)._replace(danger_words=saying(0.8))
    assert danger_of(text, np.ones((1, 1), dtype=np.float32), judges) == pytest.approx(found, abs=1e-5)


def heads(*, danger: float, **kinds: float) -> Heads:
    return Heads(
        sentiment=certain(negative=0.2, neutral=0.7, positive=0.1),
        emotion=certain(anger=0.1, joy=0.3, optimism=0.3, sadness=0.3),
        danger=meaning(danger),
        danger_kind=certain(**(kinds or {"brakes": 1.0})),
        danger_words=saying(danger),
    )


def meaning(danger: float, units: float = 0.0) -> Network:
    """A network that gives a vector of nothing this probability of danger, and others more by their number."""
    one, odds = np.ones((1, 1), np.float32), float(np.log(danger / (1 - danger)))
    return Network("toy", "danger", units * one, np.zeros(1, np.float32), one[0], odds)


def saying(danger: float) -> WordHead:
    """A head that gives every text this probability of danger."""
    bias = np.log(np.array([1 - danger, danger], dtype=np.float32))
    weights = NgramWeights(np.zeros(PLACES, np.float32), np.zeros(1, np.int32), np.zeros((1, 2), np.float16))
    return WordHead((HARMLESS, "danger"), bias, weights)


def judge(heads: Heads, *vectors: float, text: str = "a part of it") -> SentimentFinding:
    rows = np.array([[value] for value in vectors], dtype=np.float32)
    return assess("a message of mine", rows[:, None], [(text, row[None]) for row in rows], heads, THRESHOLDS)


def test_the_most_dangerous_part_of_a_message_decides() -> None:
    found = heads(danger=0.2)._replace(danger=meaning(0.01, units=9.0))
    assert not judge(found, -1.0, -1.0, -1.0).safety_critical
    assert judge(found, -1.0, 1.0, -1.0).reason == "brakes"


def test_only_sentences_that_sound_dangerous_among_others_are_read_by_themselves(encoder: LocalEncoder) -> None:
    words = load_heads(encoder.name).danger_words
    calm = "Hello, I hope you are well. The car drives well, and I like the colour."
    assert suspicious("There are flames under the bonnet", words) == [], "one sentence is read as it is"
    assert suspicious(calm, words) == []
    assert suspicious(f"{calm} There are flames under the bonnet.", words) == ["There are flames under the bonnet."]
    many = " ".join(f"There are flames under the bonnet of car {number}." for number in range(40))
    assert len(suspicious(many, words)) == SUSPICIOUS_SENTENCES


def test_an_angry_message_is_urgent_without_danger() -> None:
    angry = heads(danger=0.05)._replace(
        sentiment=certain(negative=0.9, neutral=0.05, positive=0.05),
        emotion=certain(anger=0.8, joy=0.1, optimism=0.05, sadness=0.05),
    )
    assert judge(angry, 1.0).urgency == pytest.approx(0.72, abs=1e-5)
