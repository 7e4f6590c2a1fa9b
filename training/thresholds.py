"""From which probability a sentence is a danger: one rule for every encoder.

- `danger`: of what real people say without danger at most one message in 200 reaches it, by heads that never saw it.
- `danger_unsure`: at most one in 50 reaches it, alarms among them: those are asked back.
"""

from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from contracts.errors import ConfigurationError
from encoder.thresholds import Thresholds, load_thresholds, write_thresholds
from training.run import Run
from training.sentiment.held_out import judged_dangers

ALARMED: Final = 1 / 200
"""Most of the ordinary messages that may be taken for a danger."""
ALARMED_OR_ASKED: Final = 1 / 50
"""Most of them that may be taken for a danger, or asked back about."""
CONFIDENCE: Final = 0.95
"""That it is no larger a share of those that are not in the sample."""
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
    """Return the probability that this share of all ordinary messages reaches, at most, in steps.

    A sample tells of all with `CONFIDENCE`: were it a larger share of all, so few of these would seldom reach it.
    """
    few = float(binom.ppf(1 - CONFIDENCE, len(ordinary), share)) / len(ordinary)
    steps = ceil(float(np.quantile(ordinary, 1 - few)) / PROBABILITY_STEP)
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
