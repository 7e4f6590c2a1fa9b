"""Danger judged from words: sentence by sentence, whatever the length."""

import numpy as np
import pytest

from danger import words
from danger.pieces import pieces
from danger.policy import DANGER_FROM, RUN_WORDS, UNSURE_FROM, UNSURE_SENTENCE_FROM
from danger.settle import SELF_HARM
from danger.words import HARMLESS, judge_words, judged_parts
from languages.ngrams import PLACES
from languages.word_head import NgramWeights, WordHead


def test_every_sentence_is_judged_by_itself_and_a_short_message_also_as_a_whole() -> None:
    text = "Hello. My brakes failed! What now"
    assert judged_parts(text) == [text, "Hello.", "My brakes failed!", "What now"]
    long = "It is a nice car. " * 40 + "My brakes failed."
    assert "My brakes failed." in judged_parts(long)
    assert long not in judged_parts(long)


def test_a_text_without_marks_is_judged_in_runs_that_overlap() -> None:
    count = 5 * RUN_WORDS + 7
    said = [f"w{number}" for number in range(count)]
    runs = [run.split() for run in judged_parts(" ".join(said))]
    assert max(map(len, runs)) == RUN_WORDS
    for start in range(count - RUN_WORDS // 2):
        wanted = said[start : start + RUN_WORDS // 2]
        assert any(set(wanted) <= set(run) for run in runs)


@pytest.mark.parametrize("text", ["", " ", "🙂"])
def test_a_text_without_words_is_judged_too(text: str) -> None:
    assert judge_words(text).level == "harmless"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("smoke", "unsure"),
        ("Rauch?", "unsure"),
        ("smoke!", "danger"),
        ("Vor Jahren hat es gebrannt", "unsure"),
        ("Letzte Woche war Service. Es brennt!", "danger"),
    ],
)
def test_a_bare_word_and_what_is_long_past_are_asked_back_about(
    monkeypatch: pytest.MonkeyPatch, text: str, level: str
) -> None:
    monkeypatch.setattr(words, "word_head", lambda: saying(danger=0.9))
    assert judge_words(text).level == level


def test_the_level_follows_the_probability(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, level in ((DANGER_FROM, "danger"), (UNSURE_FROM, "unsure"), (UNSURE_FROM / 2, "harmless")):
        monkeypatch.setattr(words, "word_head", lambda found=found: saying(danger=found + 1e-6))
        judged = judge_words("any thing")
        assert judged.level == level
        assert judged.kind is None


def test_a_sentence_of_several_must_be_surer_than_a_whole_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "word_head", lambda: saying(danger=(UNSURE_FROM + UNSURE_SENTENCE_FROM) / 2))
    assert judge_words("One sentence").level == "unsure"
    assert judge_words("It is one of many sentences. " * 20).level == "harmless"


def test_the_wish_to_die_is_named_since_it_is_answered_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "word_head", lambda: saying(danger=0.1, self_harm=0.8))
    assert judge_words("anything").kind == SELF_HARM
    monkeypatch.setattr(words, "word_head", lambda: saying(danger=0.5, self_harm=0.4))
    assert judge_words("anything").kind is None


def test_the_most_dangerous_sentence_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "word_head", lambda: hearing("fire"))
    alone = judge_words("fire.").probability
    assert judge_words("It is a nice car. " * 200 + "fire. " + "It is a nice car. " * 20).probability == alone
    assert alone > judge_words("It is a nice car.").probability


def saying(**dangers: float) -> WordHead:
    shares = {HARMLESS: 1 - sum(dangers.values()), **dangers}
    bias = np.log(np.array(list(shares.values()), dtype=np.float32))
    weights = NgramWeights(np.zeros(PLACES, np.float32), np.zeros(1, np.int32), np.zeros((1, len(shares)), np.float16))
    return WordHead(tuple(shares), bias, weights)


def hearing(word: str) -> WordHead:
    """A head to which one word is a danger."""
    places = np.sort(pieces(word).places).astype(np.int32)
    rows = np.tile(np.array([0, 9], dtype=np.float16), (len(places), 1))
    return WordHead(
        (HARMLESS, "danger"), np.zeros(2, np.float32), NgramWeights(np.ones(PLACES, np.float32), places, rows)
    )
