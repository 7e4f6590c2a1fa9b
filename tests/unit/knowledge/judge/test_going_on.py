"""What the answer before says of passages."""

from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from knowledge.engine import LastAnswer
from knowledge.judge import going_on
from knowledge.judge.evidence import Found
from knowledge.judge.going_on import GoingOn, clues, load_going_on, write_going_on
from knowledge.ranking import Ranked
from tests.unit.knowledge.engine_behaviour import passage

PASSAGES = ["loan-car#cost", "loan-car#driver", "loan-car#damage", "tyres#age"]


def found(*scores: float) -> list[Found]:
    """`PASSAGES`, or as many of them, with these scores."""
    no_parts, no_rows = np.zeros(0, dtype=np.float32), np.zeros((0, 2), dtype=np.int8)
    return [
        Found(passage(name, "Words."), Ranked(place, score, score, no_parts, no_rows))
        for place, (name, score) in enumerate(zip(PASSAGES, scores, strict=False))
    ]


def after(follows: float) -> LastAnswer:
    return LastAnswer(passage="loan-car#cost", follows=follows)


def beside_at(follows: float, *scores: float, judged: float = 0.05) -> list[float]:
    """How probable the shipped weights find passages of which the judge finds all as little probable."""
    weights, likely = load_going_on(LocalEncoder.name), np.full(len(scores), judged)
    shares: list[float] = weights.probabilities(likely, found(*scores), after(follows)).tolist()
    return shares


def test_a_passage_was_quoted_stands_beside_it_or_elsewhere() -> None:
    told = clues(found(0.8, 0.9, 0.7, 0.9), after(0.5))
    assert told[:, :2].tolist() == [[0, 1], [1, 0], [1, 0], [0, 0]]


def test_how_likely_the_message_goes_on_tells_of_the_page_that_was_quoted_alone() -> None:
    sure, unsure = (clues(found(0.8, 0.9, 0.7, 0.9), after(follows))[:, 2].tolist() for follows in (0.9, 0.1))
    assert sure == pytest.approx([2.197, 2.197, 2.197, 0], abs=1e-3)
    assert unsure == pytest.approx([-2.197, -2.197, -2.197, 0], abs=1e-3)


def test_a_passage_stands_out_from_the_others_of_its_page() -> None:
    assert clues(found(0.8, 0.9, 0.7, 0.95), after(0.5))[:, 3].tolist() == pytest.approx([0, 0.15, -0.15, 0])
    assert clues(found(0.8), after(0.5))[:, 3].tolist() == [0]


def test_at_most_one_passage_is_meant() -> None:
    judged = np.array([0.2, 0.9, 0.9, 0.9])
    shares = GoingOn(encoder="toy").probabilities(judged, found(0.8, 0.8, 0.8, 0.8), after(1.0))
    assert 0.9 < shares.sum() < 1
    assert shares[1] == pytest.approx(shares[3])


def test_without_weights_a_passage_alone_is_as_probable_as_the_judge_says() -> None:
    assert GoingOn(encoder="toy").probabilities(np.array([0.7]), found(0.8), after(1.0)) == pytest.approx([0.7])


def test_who_goes_on_means_what_stands_out_on_the_page_though_the_judge_makes_little_of_it() -> None:
    quoted, driver, damage, elsewhere = beside_at(0.95, 0.78, 0.86, 0.78, 0.86)
    assert driver > 0.4 > max(quoted, damage, elsewhere)


def test_of_two_that_are_equally_likely_neither_is_sure() -> None:
    _, driver, damage, _ = beside_at(0.95, 0.78, 0.84, 0.84, 0.84)
    assert driver == damage
    assert driver < 0.5


def test_who_begins_something_new_is_not_kept_on_the_page() -> None:
    assert max(beside_at(0.02, 0.78, 0.86, 0.78, 0.86, judged=0.01)) < 0.15


def test_weights_for_another_encoder_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(going_on, "FOLDER", tmp_path)
    write_going_on(GoingOn(encoder="toy:0@aaaaaaaa"))
    load_going_on.cache_clear()
    assert load_going_on("toy:0@aaaaaaaa").encoder == "toy:0@aaaaaaaa"
    with pytest.raises(ConfigurationError, match=r"run `python -m training going_on`"):
        load_going_on("toy:0@bbbbbbbb")
    load_going_on.cache_clear()
