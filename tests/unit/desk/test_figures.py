"""The figures in which a wait is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.desk import WaitEstimate
from desk.figures import Figures, figures
from tests.unit.desk.floor import NOON


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 0, Figures(0, 1, "minutes")),
        (3, 59, Figures(0, 1, "minutes")),
        (240, 540, Figures(4, 9, "minutes")),
        (250, 541, Figures(4, 10, "minutes")),
        (1100, 1300, Figures(18, 25, "minutes")),
        (1330, 2500, Figures(20, 45, "minutes")),
        (1330, 5400, Figures(20, 90, "minutes")),
        (1330, 5401, Figures(0, 2, "hours")),
        (7300, 12_000, Figures(2, 4, "hours")),
    ],
)
def test_figures_are_those_that_people_use(low: float, high: float, told: Figures) -> None:
    assert figures(WaitEstimate(low=low, high=high, at=NOON)) == told


@settings(deadline=None)
@given(low=st.floats(0, 30_000), width=st.floats(0, 30_000))
def test_figures_are_never_narrower_than_the_estimate(low: float, width: float) -> None:
    told = figures(WaitEstimate(low=low, high=low + width, at=NOON))
    seconds = 60 if told.unit == "minutes" else 3600
    assert told.low * seconds <= low <= low + width <= told.high * seconds
    assert told.low < told.high
