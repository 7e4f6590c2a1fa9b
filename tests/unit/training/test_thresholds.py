"""The rules by which thresholds are chosen."""

import numpy as np

from encoder.thresholds import Thresholds
from training.thresholds import beside, lowest_right


def test_the_lowest_probability_at_which_alarms_are_right_is_the_threshold() -> None:
    dangers = np.array([0.9] * 8 + [0.3] * 2 + [0.12] * 5, dtype=np.float32)
    is_danger = np.array([True] * 9 + [False] * 6)
    assert lowest_right(dangers, is_danger) == 0.15


def test_where_alarms_are_never_right_enough_nearly_nothing_is_one() -> None:
    assert lowest_right(np.array([0.4, 0.4], dtype=np.float32), np.array([True, False])) == 0.95


def test_each_number_is_shown_beside_the_one_in_use() -> None:
    measured = Thresholds(encoder="toy", danger=0.2)
    [first], [new] = beside(measured, measured.changed(danger=0.25)), beside(measured, None)
    assert first.split() == ["danger", "0.200", "in", "use:", "0.25"]
    assert new.split() == ["danger", "0.200", "in", "use:", "none"]
