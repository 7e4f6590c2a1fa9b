"""Intervals of figures."""

import numpy as np
import pytest

from evaluation.bootstrap import Rows, interval

COIN = np.tile([0.0, 1.0], 50)


def test_a_share_of_a_hundred_tosses_may_be_off_by_a_tenth_and_the_same_every_time() -> None:
    def heads(sample: Rows) -> float:
        return float(COIN[sample].mean())

    low, high = interval(len(COIN), heads)
    assert [low, high] == pytest.approx([0.4, 0.6], abs=0.02)
    assert interval(len(COIN), heads) == (low, high)


def test_samples_without_a_figure_do_not_count() -> None:
    assert interval(2, lambda sample: 1.0 if 0 in sample else float("nan")) == (1.0, 1.0)
