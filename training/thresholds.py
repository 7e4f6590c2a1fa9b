"""From which cosine a passage answers, from which probability a sentence is a danger: one rule for every encoder.

Cosines of two encoders cannot be compared, so the numbers are measured for each (`training/handbook.py` says on what):

- `answers`: nine of ten questions to the handbook reach it, and of the encyclopaedic ones at most one in twenty does.
- `answers_across_languages`: the same for questions in another language than the handbook's, each language by itself;
  the one in which questions reach least decides.
- `sure`, `sure_across_languages`: of the sentences out of scope one in 200 reaches it.
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
from training.handbook import LANGUAGE, Likeness, likeness
from training.run import Run
from training.sentiment.held_out import judged_dangers

ANSWERED: Final = 0.9
"""Share of the questions to the handbook that are answered."""
NOT_ANSWERED: Final = 0.95
"""Share of the encyclopaedic questions that are not."""
NOT_SURE: Final = 0.995
"""Share of the sentences out of scope that no passage answers in any case."""
ALARMED: Final = 1 / 200
"""Share of the ordinary sentences that are taken for a danger."""
ALARMED_OR_ASKED: Final = 1 / 50
"""Share of the ordinary sentences that are taken for a danger, or asked back about."""
COSINE_STEP: Final = 0.005
PROBABILITY_STEP: Final = 0.01
"""What numbers are rounded to: finer steps say nothing."""

Numbers = NDArray[np.float32]


def measure(run: Run) -> None:
    """Measure the numbers for the encoder, print each beside the one in use, and write them."""
    encoder = run.encoder
    found = likeness(encoder, run.folder("retrieval"))
    others = [language for language in found.answered if language != LANGUAGE]
    judged = judged_dangers(encoder, run.folder("sentiment"))
    measured = Thresholds(
        encoder=encoder.name,
        answers=answers(found, [LANGUAGE]),
        answers_across_languages=answers(found, others),
        sure=sure(found, [LANGUAGE]),
        sure_across_languages=sure(found, others),
        danger=reached_by(judged.ordinary, ALARMED),
        danger_unsure=reached_by(judged.ordinary, ALARMED_OR_ASKED),
    )
    for name in ("danger", "danger_unsure"):
        recall = float(np.mean(judged.dangers >= getattr(measured, name)))
        run.say(f"{recall:.3f} of {len(judged.dangers)} held-out dangers reach {name}")
    for line in beside(measured, _in_use(encoder.name)):
        run.say(line)
    write_thresholds(measured)


def answers(found: Likeness, languages: list[str]) -> float:
    """Return the cosine from which passages answer questions in these languages."""
    reached = min(float(np.quantile(found.answered[language], 1 - ANSWERED)) for language in languages)
    known = [found.encyclopaedic[language] for language in languages if language in found.encyclopaedic]
    unlike = max(float(np.quantile(cosines, NOT_ANSWERED)) for cosines in known)
    return _in_steps(round(max(reached, unlike) / COSINE_STEP))


def sure(found: Likeness, languages: list[str]) -> float:
    """Return the cosine from which they answer in any case."""
    outside = np.concatenate([found.out_of_scope[language] for language in languages])
    return _in_steps(ceil(float(np.quantile(outside, NOT_SURE)) / COSINE_STEP))


def reached_by(ordinary: Numbers, share: float) -> float:
    """Return the probability that this share of the ordinary sentences reaches, at most, in steps."""
    steps = ceil(float(np.quantile(ordinary, 1 - share)) / PROBABILITY_STEP)
    return round(min(1 - PROBABILITY_STEP, max(1, steps) * PROBABILITY_STEP), 2)


def beside(measured: Thresholds, in_use: Thresholds | None) -> list[str]:
    """Return a line for each number, with the one that was in use."""
    before = in_use.model_dump() if in_use else {}
    numbers = measured.model_dump(exclude={"encoder"}, exclude_none=True)
    return [f"{name:<25}{value:6.3f}   in use: {before.get(name, 'none')}" for name, value in numbers.items()]


def _in_steps(steps: int) -> float:
    return round(min(1.0, steps * COSINE_STEP), 3)


def _in_use(encoder: str) -> Thresholds | None:
    try:
        return load_thresholds(encoder)
    except ConfigurationError:
        return None
