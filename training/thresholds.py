"""From which probability a sentence is a danger: one rule for every encoder.

- `danger`: of the ordinary sentences, none of which was written to sound like a danger, one in 200 reaches it, each
  judged by heads that never saw it.
- `danger_unsure`: of the ordinary sentences one in 50 reaches it, alarms among them: those are asked back.
"""

from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from encoder.thresholds import Thresholds, load_thresholds, write_thresholds
from training.run import Run
from training.sentiment.held_out import judged_dangers

ALARMED: Final = 1 / 200
"""Share of the ordinary sentences that are taken for a danger."""
ALARMED_OR_ASKED: Final = 1 / 50
"""Share of the ordinary sentences that are taken for a danger, or asked back about."""
PROBABILITY_STEP: Final = 0.01
"""What numbers are rounded to: finer steps say nothing."""

Numbers = NDArray[np.float32]


def measure(run: Run) -> None:
    """Measure the numbers for the encoder, print each beside the one in use, and write them."""
    encoder = run.encoder
    judged = judged_dangers(encoder, run.folder("sentiment"))
    measured = Thresholds(
        encoder=encoder.name,
        danger=reached_by(judged.ordinary, ALARMED),
        danger_unsure=reached_by(judged.ordinary, ALARMED_OR_ASKED),
    )
    for name in ("danger", "danger_unsure"):
        recall = float(np.mean(judged.dangers >= getattr(measured, name)))
        run.say(f"{recall:.3f} of {len(judged.dangers)} held-out dangers reach {name}")
    for line in beside(measured, _in_use(encoder.name)):
        run.say(line)
    write_thresholds(measured)


def reached_by(ordinary: Numbers, share: float) -> float:
    """Return the probability that this share of the ordinary sentences reaches, at most, in steps."""
    steps = ceil(float(np.quantile(ordinary, 1 - share)) / PROBABILITY_STEP)
    return round(min(1 - PROBABILITY_STEP, max(1, steps) * PROBABILITY_STEP), 2)


def beside(measured: Thresholds, in_use: Thresholds | None) -> list[str]:
    """Return a line for each number, with the one that was in use."""
    before = in_use.model_dump() if in_use else {}
    numbers = measured.model_dump(exclude={"encoder"}, exclude_none=True)
    return [f"{name:<25}{value:6.3f}   in use: {before.get(name, 'none')}" for name, value in numbers.items()]


def _in_use(encoder: str) -> Thresholds | None:
    try:
        return load_thresholds(encoder)
    except ConfigurationError:
        return None
