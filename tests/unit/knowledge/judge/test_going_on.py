"""What the answer before says of passages."""

from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from knowledge.engine import LastAnswer
from knowledge.judge import going_on
from knowledge.judge.going_on import GoingOn, load_going_on, sides, write_going_on

PASSAGES = ["loan-car#cost", "loan-car#driver", "tyres#age"]


def after(follows: float) -> LastAnswer:
    return LastAnswer(passage="loan-car#cost", follows=follows)


def test_a_passage_was_quoted_stands_beside_it_or_elsewhere() -> None:
    assert sides(PASSAGES, after(0.5)).tolist() == [[0, 0, 1, 0.5, 0], [1, 0.5, 0, 0, 0], [0, 0, 0, 0, 0.5]]


def test_without_weights_the_judge_alone_decides() -> None:
    judged = np.array([0.2, 0.5, 0.9])
    assert GoingOn(encoder="toy").probabilities(judged, PASSAGES, after(1.0)) == pytest.approx(judged)


def test_who_goes_on_is_likelier_answered_from_beside_than_from_elsewhere() -> None:
    weights, judged = load_going_on(LocalEncoder.name), np.array([0.3, 0.3, 0.3])
    _, beside, elsewhere = weights.probabilities(judged, PASSAGES, after(1.0))
    assert beside > 0.3 > elsewhere


def test_weights_for_another_encoder_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(going_on, "FOLDER", tmp_path)
    write_going_on(GoingOn(encoder="toy:0@aaaaaaaa"))
    load_going_on.cache_clear()
    assert load_going_on("toy:0@aaaaaaaa").encoder == "toy:0@aaaaaaaa"
    with pytest.raises(ConfigurationError, match=r"run `python -m training going_on`"):
        load_going_on("toy:0@bbbbbbbb")
    load_going_on.cache_clear()
