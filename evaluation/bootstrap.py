"""How far a figure may be off by the luck of the draw: its 95 % interval, by the bootstrap (Efron, 1979)."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 2_000
"""Samples behind each interval."""

Rows = NDArray[np.intp]
"""Numbers of the rows of one sample."""


def interval(rows: int, figure: Callable[[Rows], float]) -> tuple[float, float]:
    """Return the interval of a figure over samples of `rows` rows, drawn with replacement; the same ones every time.

    A sample for which the figure is not a number does not count.
    """
    samples = np.random.default_rng(0).integers(rows, size=(RESAMPLES, rows))
    low, high = np.nanpercentile([figure(sample) for sample in samples], [2.5, 97.5])
    return float(low), float(high)
