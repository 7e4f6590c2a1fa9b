"""The figures in which a wait is told: whole minutes, steps of five, hours."""

import math
from dataclasses import dataclass
from typing import Literal

from contracts.desk import WaitEstimate
from desk.policy import FINE_MINUTES, MINUTES_AT_MOST, MINUTES_STEP

Unit = Literal["minutes", "hours"]


@dataclass(frozen=True)
class Figures:
    """An interval in whole units. From 0 to 1 minutes is less than a minute."""

    low: int
    high: int
    unit: Unit


def figures(estimate: WaitEstimate) -> Figures:
    """Return an estimate in figures that mean something to who waits, never narrower than it is."""
    low, high = estimate.low / 60, estimate.high / 60
    if high > MINUTES_AT_MOST:
        return _wide(math.floor(low / 60), math.ceil(high / 60), "hours")
    return _wide(_down(low), _up(high), "minutes")


def _wide(low: int, high: int, unit: Unit) -> Figures:
    """Return an interval that has a width also where the estimate has none: nobody is told "from 15 to 15 minutes"."""
    return Figures(low, max(high, low + 1), unit)


def _down(minutes: float) -> int:
    step = 1 if minutes < FINE_MINUTES else MINUTES_STEP
    return math.floor(minutes / step) * step


def _up(minutes: float) -> int:
    step = 1 if minutes <= FINE_MINUTES else MINUTES_STEP
    return math.ceil(minutes / step) * step
