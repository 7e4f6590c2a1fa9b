"""From which probability a sentence is a danger: one rule for every encoder.

`danger`: seven of eight alarms are right among the sentences of `danger.yaml`, of which every second is a danger, each
judged by a head that never saw it.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from encoder.thresholds import Thresholds, load_thresholds, write_thresholds
from training.run import Run
from training.sentiment.held_out import judged_dangers

RIGHT_ALARMS: Final = 7 / 8
"""Share of the alarms that are right, among sentences that were written to be hard. No more is asked, since recall
comes first (decision 10): nine of ten would cost two of a hundred dangers there."""
PROBABILITY_STEP: Final = 0.05
"""What numbers are rounded to: finer steps say nothing."""

Numbers = NDArray[np.float32]


def measure(run: Run) -> None:
    """Measure the numbers for the encoder, print each beside the one in use, and write them."""
    encoder = run.encoder
    measured = Thresholds(encoder=encoder.name, danger=lowest_right(*judged_dangers(encoder, run.folder("sentiment"))))
    for line in beside(measured, _in_use(encoder.name)):
        run.say(line)
    write_thresholds(measured)


def lowest_right(dangers: Numbers, is_danger: NDArray[np.bool_]) -> float:
    """Return the lowest threshold at which seven of eight alarms are right; the highest one tried if they never are."""
    steps = np.arange(1, round(1 / PROBABILITY_STEP)) * PROBABILITY_STEP
    enough = [step for step in steps if _share(is_danger[dangers >= step]) >= RIGHT_ALARMS]
    return round(float(min(enough, default=steps[-1])), 2)


def beside(measured: Thresholds, in_use: Thresholds | None) -> list[str]:
    """Return a line for each number, with the one that was in use."""
    before = in_use.model_dump() if in_use else {}
    numbers = measured.model_dump(exclude={"encoder"})
    return [f"{name:<25}{value:6.3f}   in use: {before.get(name, 'none')}" for name, value in numbers.items()]


def _share(right: NDArray[np.bool_]) -> float:
    return float(right.mean()) if right.size else 0.0


def _in_use(encoder: str) -> Thresholds | None:
    try:
        return load_thresholds(encoder)
    except ConfigurationError:
        return None
