"""Figures and their intervals, against values known by hand or from scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import f1_score, roc_auc_score

from evaluation.figures import fallen
from evaluation.measures import (
    Figure,
    accuracy,
    calibration_error,
    clustered,
    figure,
    judged,
    macro_f1,
    precision,
    ranking,
    recall,
    reliability,
    rest,
    share_of,
)
from evaluation.near_duplicates import without_near_duplicates
from evaluation.results import Result

ROWS = judged(list("aabbccab"), list("abbbccca"), [0.9, 0.6, 0.8, 0.8, 0.7, 0.9, 0.4, 0.5])


def test_measures_agree_with_scikit_learn() -> None:
    assert accuracy(ROWS) == pytest.approx(5 / 8)
    assert macro_f1(["a", "b", "c"])(ROWS) == pytest.approx(f1_score(ROWS.expected, ROWS.found, average="macro"))
    assert ranking("c")(ROWS) == pytest.approx(roc_auc_score(ROWS.expected == "c", ROWS.confidence))
    assert recall("b")(ROWS) == pytest.approx(2 / 3)
    assert precision("b")(ROWS) == pytest.approx(2 / 3)


def test_a_head_that_is_right_as_often_as_it_is_sure_has_no_calibration_error() -> None:
    honest = judged(["a"] * 10, ["a"] * 8 + ["b"] * 2, [0.8] * 10)
    boastful = judged(["a"] * 10, ["a"] * 5 + ["b"] * 5, [0.95] * 10)
    assert calibration_error(honest) == pytest.approx(0, abs=1e-9)
    assert calibration_error(boastful) == pytest.approx(0.45)
    assert reliability(boastful)[0] == pytest.approx((0.95, 0.5, 1.0))


def test_the_interval_holds_the_figure_and_shrinks_with_more_rows() -> None:
    few, many = (figure(judged(["a"] * n, ["a", "b"] * (n // 2), [0.5] * n), accuracy) for n in (20, 2000))
    assert few.low < few.value == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 5


def test_rows_that_are_right_together_have_a_wider_interval() -> None:
    groups = [[True] * 10, [False] * 10] * 10
    together, apart = clustered(groups), share_of(np.array([right for group in groups for right in group]))
    assert together.value == apart.value == 0.5
    assert together.rows == apart.rows == 200
    assert together.high - together.low > 2 * (apart.high - apart.low)
    assert clustered([[True], [False, False, False]]).value == 1 / 4


def test_the_rest_of_a_share_has_its_interval_the_other_way_round() -> None:
    assert rest(Figure(0.75, 0.5, 0.875, 40)) == Figure(0.25, 0.125, 0.5, 40)


def test_rows_that_nearly_repeat_a_training_sentence_are_left_out() -> None:
    rows = ["Where is my car, please?", "where is my car", "How do I pair a phone"]
    assert without_near_duplicates(rows, str, ["where is my car please", "open the window"]) == [
        "How do I pair a phone"
    ]
    assert without_near_duplicates(rows, str, []) == rows


@pytest.mark.parametrize(("value", "fell"), [(0.91, False), (0.90, False), (0.86, True)])
def test_only_a_fall_below_the_committed_interval_counts(value: float, fell: bool) -> None:  # noqa: FBT001
    result = Result("Intent", "accuracy", "real", Figure(value, value - 0.02, value + 0.02, 500), {})
    before = {result.name: {"value": 0.92, "low": 0.89, "high": 0.94, "rows": 500}}
    assert bool(fallen([result], before)) is fell


def test_a_calibration_error_falls_by_rising() -> None:
    result = Result("Intent", "calibration error", "real", Figure(0.06, 0.05, 0.07, 500), {})
    assert fallen([result], {result.name: {"value": 0.02, "low": 0.01, "high": 0.03, "rows": 500}})


def test_a_figure_that_was_never_committed_cannot_fall() -> None:
    assert fallen([Result("new", "recall", "real", Figure(0.1, 0.0, 0.2, 9), {})], {}) == []


def test_ties_count_half_in_the_ranking() -> None:
    tied = judged(["in", "out"], ["in", "in"], [0.5, 0.5])
    assert ranking("out")(tied) == pytest.approx(0.5)
    assert np.isnan(ranking("out")(judged(["in"], ["in"], [0.5])))
