"""How the judge of answers is measured."""

import numpy as np
import pytest

from evaluation.judging import ANSWERED, UNANSWERABLE, Quoted, as_many_right, both_sides
from evaluation.measures import brier, judged
from knowledge.policy import ANSWERS

QUOTED = Quoted(
    answerable=np.array([True, True, True, True, False, False]),
    right=np.array([True, True, False, True, False, False]),
    probability=np.array([0.9, 0.8, 0.7, ANSWERS - 0.1, ANSWERS, 0.1]),
    cosine=np.array([0.9, 0.8, 0.85, 0.7, 0.82, 0.6]),
    leads=np.array([True, True, False, True, False, False]),
)


def test_both_sides_are_told_the_questions_that_a_page_answers_and_those_that_none_does() -> None:
    found = {result.measured: result for result in both_sides("a set", QUOTED, "real")}
    assert found[ANSWERED].ours.value == pytest.approx(2 / 4)
    assert found[ANSWERED].others == {"always the best": pytest.approx(3 / 4)}
    assert found[UNANSWERABLE].ours.value == pytest.approx(1 / 2)
    assert found["AUROC"].ours.rows == 6


def test_a_cosine_is_held_to_as_many_right_answers() -> None:
    assert as_many_right(QUOTED, 1 / 4) == 0  # from 0.9 on
    assert as_many_right(QUOTED, 2 / 4) == pytest.approx(1 / 2)  # from 0.8 on
    assert as_many_right(QUOTED, 1.0) == 1  # it never gives so many


def test_brier_is_the_squared_distance_from_what_is_true() -> None:
    rows = judged(["right", "wrong"], ["right", "right"], [0.8, 0.4])
    assert brier("right")(rows) == pytest.approx((0.2**2 + 0.4**2) / 2)
