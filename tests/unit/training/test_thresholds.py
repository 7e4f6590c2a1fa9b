"""The rules by which thresholds are chosen."""

import numpy as np
import pytest

from encoder.thresholds import Thresholds
from training.sentiment.held_out import JudgedDangers
from training.thresholds import beside, by_words, reached_by


def even(low: float, high: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """A thousand numbers, evenly from `low` to `high`."""
    return np.linspace(low, high, 1_000, dtype=np.float32)


def test_at_most_one_in_so_many_ordinary_sentences_reaches_the_threshold() -> None:
    ordinary = even(0.0, 0.8)
    assert reached_by(ordinary, 1 / 50) == pytest.approx(0.79)
    assert np.mean(ordinary >= reached_by(ordinary, 1 / 50)) <= 1 / 50


@pytest.mark.parametrize(("ordinary", "threshold"), [(0.0, 0.01), (1.0, 0.99)])
def test_a_threshold_lies_between_never_and_always(ordinary: float, threshold: float) -> None:
    assert reached_by(np.full(10, ordinary, dtype=np.float32), 1 / 200) == threshold


def test_each_number_is_shown_beside_the_one_in_use() -> None:
    measured = Thresholds(encoder="toy", danger=0.2)
    [first], [new] = beside(measured, measured.changed(danger=0.25)), beside(measured, None)
    assert first.split() == ["danger", "0.200", "in", "use:", "0.25"]
    assert new.split() == ["danger", "0.200", "in", "use:", "none"]


def test_what_words_alone_find_is_told_for_each_of_their_numbers() -> None:
    rows, none = np.array([[0.9, 0.9], [0.0, 0.9]], np.float32), np.zeros((4, 2), np.float32)
    told = list(by_words(JudgedDangers(rows[:, 0], none[:, 0], np.zeros(4, np.intp), rows, none)))
    assert [line.split()[-1] for line in told] == ["DANGER_FROM", "UNSURE_FROM", "UNSURE_SENTENCE_FROM", "SUSPICION"]
    assert "as a whole: 0.500 of the dangers and 0.0000 of the real" in told[1]
    assert "worst sentence: 1.000" in told[2]
