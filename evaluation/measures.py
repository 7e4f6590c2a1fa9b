"""Figures with their uncertainty: each is a function of an evaluation set's rows, so that rows can be resampled."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evaluation.bootstrap import Rows, interval

BINS: Final = 10
"""Bins of the reliability curve."""


class Judged(NamedTuple):
    """What was expected and what was found, row by row."""

    expected: NDArray[np.str_]
    found: NDArray[np.str_]
    confidence: NDArray[np.float64]
    """Of what was found, or of the positive class where there are two."""


class Figure(NamedTuple):
    """A figure, 0..1, with its 95 % interval and the number of rows behind it."""

    value: float
    low: float
    high: float
    rows: int


Measure = Callable[[Judged], float]


def judged(expected: Sequence[str], found: Sequence[str], confidence: Sequence[float]) -> Judged:
    """Rows as arrays."""
    return Judged(np.array(expected), np.array(found), np.array(confidence, dtype=np.float64))


def figure(rows: Judged, measure: Measure) -> Figure:
    """The measure over all rows, and over bootstrap samples of them."""
    size = len(rows.expected)
    low, high = interval(size, lambda sample: measure(_sampled(rows, sample)))
    return Figure(measure(rows), low, high, size)


def _sampled(rows: Judged, sample: Rows) -> Judged:
    return Judged(rows.expected[sample], rows.found[sample], rows.confidence[sample])


def share_of(yes: NDArray[np.bool_]) -> Figure:
    """The share of the rows that say yes."""
    return figure(judged(["yes"] * len(yes), np.where(yes, "yes", "no").tolist(), [0.0] * len(yes)), accuracy)


def rest(share: Figure) -> Figure:
    """The share of the rows that do not."""
    return Figure(1 - share.value, 1 - share.high, 1 - share.low, share.rows)


def clustered(right: Sequence[Sequence[bool]]) -> Figure:
    """The share of rows that are right where they come in groups, such as the turns of a conversation.

    Rows of a group are right or wrong together, so whole groups are drawn for the interval.
    """
    sums, sizes = (np.array([each(group) for group in right], dtype=np.float64) for each in (sum, len))
    low, high = interval(len(right), lambda sample: float(sums[sample].sum() / sizes[sample].sum()))
    return Figure(float(sums.sum() / sizes.sum()), low, high, int(sizes.sum()))


def accuracy(rows: Judged) -> float:
    """Share of rows that are right."""
    return float(np.mean(rows.expected == rows.found))


def macro_f1(labels: Sequence[str]) -> Measure:
    """Mean over labels of the harmonic mean of precision and recall. Labels that a sample lacks do not count."""

    def measure(rows: Judged) -> float:
        scores = []
        for label in labels:
            wanted, found = rows.expected == label, rows.found == label
            if wanted.any():
                scores.append(2 * np.sum(wanted & found) / (wanted.sum() + found.sum()))
        return float(np.mean(scores))

    return measure


def calibration_error(rows: Judged) -> float:
    """Expected calibration error: by how much confidence and accuracy differ, over ten bins of confidence."""
    return float(sum(share * abs(confidence - right) for confidence, right, share in reliability(rows)))


def reliability(rows: Judged) -> list[tuple[float, float, float]]:
    """(mean confidence, share right, share of rows) of each bin that holds rows."""
    right, bins = rows.expected == rows.found, np.minimum((rows.confidence * BINS).astype(int), BINS - 1)
    return [
        (float(rows.confidence[here].mean()), float(right[here].mean()), float(here.mean()))
        for here in (bins == number for number in range(BINS))
        if here.any()
    ]


def brier(positive: str) -> Measure:
    """Mean squared distance of the confidence from what is true: 1 for the positive label, else 0."""
    return lambda rows: float(np.mean((rows.confidence - (rows.expected == positive)) ** 2))


def ranking(positive: str) -> Measure:
    """AUROC: how often a row of the positive label has a higher confidence than another row; ties count half."""

    def measure(rows: Judged) -> float:
        wanted = rows.expected == positive
        order = np.argsort(rows.confidence, kind="stable")
        values = rows.confidence[order]
        ranks = np.empty(len(values))
        _, starts, counts = np.unique(values, return_index=True, return_counts=True)
        ranks[order] = np.repeat(starts + (counts + 1) / 2, counts)
        yes, no = int(wanted.sum()), int((~wanted).sum())
        return float((ranks[wanted].sum() - yes * (yes + 1) / 2) / (yes * no)) if yes and no else float("nan")

    return measure


def recall(positive: str) -> Measure:
    """Share of the positive rows that were found."""
    return lambda rows: float(np.mean(rows.found[rows.expected == positive] == positive))


def precision(positive: str) -> Measure:
    """Share of the rows found positive that are."""

    def measure(rows: Judged) -> float:
        claimed = rows.found == positive
        return float(np.mean(rows.expected[claimed] == positive)) if claimed.any() else 0.0

    return measure
