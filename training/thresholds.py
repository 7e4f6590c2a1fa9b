"""From which probability a sentence is a danger: one rule for every encoder.

- `danger`: of what real people say without danger, one message in 600 reaches it.
- `danger_unsure`: of the same one in 120 reaches it, alarms among them: those are asked back.

Each message is judged by heads that never saw it, in five folds, and all of them are looked at together: one fold holds
too few that are probable for a number to be told from chance. Only real messages count: among synthetic requests, some
of which tell of a danger in passing, three times as many reach a number, and it would move with how many are written.
"""

from collections.abc import Iterator
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agents.sentiment.policy import SUSPICION
from contracts.errors import ConfigurationError
from danger.policy import DANGER_FROM, UNSURE_FROM, UNSURE_SENTENCE_FROM
from encoder.thresholds import Thresholds, load_thresholds, write_thresholds
from training.run import Run
from training.sentiment.held_out import FOLDS, JudgedDangers, judged_dangers

ALARMED: Final = 1 / 600
"""Share of the real messages that are taken for a danger."""
ALARMED_OR_ASKED: Final = 1 / 120
"""Share of the real messages that are taken for a danger, or asked back about."""
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
    for name, share in (("danger", ALARMED), ("danger_unsure", ALARMED_OR_ASKED)):
        run.say(_said(judged, name, getattr(measured, name), share))
    for line in by_words(judged):
        run.say(line)
    for line in beside(measured, _in_use(encoder.name)):
        run.say(line)
    write_thresholds(measured)


def reached_by(ordinary: Numbers, share: float) -> float:
    """Return the probability that this share of the ordinary messages reaches, at most, in steps."""
    steps = ceil(float(np.quantile(ordinary, 1 - share)) / PROBABILITY_STEP)
    return round(min(1 - PROBABILITY_STEP, max(1, steps) * PROBABILITY_STEP), 2)


def _said(judged: JudgedDangers, name: str, threshold: float, share: float) -> str:
    """How many dangers a number finds, and how far it hangs on chance."""
    recall = float(np.mean(judged.dangers >= threshold))
    alone = [reached_by(judged.ordinary[judged.folds == fold], share) for fold in range(FOLDS)]
    return f"{recall:.3f} of {len(judged.dangers)} dangers reach {name}; folds alone: {min(alone)} to {max(alone)}"


def by_words(judged: JudgedDangers) -> Iterator[str]:
    """Yield how many dangers and how many real messages reach each number that is set for words alone."""
    for name, number, column in (
        ("DANGER_FROM", DANGER_FROM, 1),
        ("UNSURE_FROM", UNSURE_FROM, 0),
        ("UNSURE_SENTENCE_FROM", UNSURE_SENTENCE_FROM, 1),
        ("SUSPICION", SUSPICION, 1),
    ):
        found, alarmed = (
            float(np.mean(each[:, column] >= number)) for each in (judged.dangers_by_words, judged.ordinary_by_words)
        )
        what = "their worst sentence" if column else "as a whole"
        yield f"words alone, {what}: {found:.3f} of the dangers and {alarmed:.4f} of the real messages reach {name}"


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
