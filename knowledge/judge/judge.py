"""The judge: logistic regression over the measures, stored for each encoder, made by `python -m training judge`."""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from encoder.folders import file_for
from encoder.measured import Measured, read_measured, write_measured
from knowledge.judge.evidence import CIRCUMSTANCES, MEASURES, Measures

FOLDER: Final = Path(__file__).with_name("measured")
RETRAIN: Final = "python -m training judge"


class Judge(Measured):
    """Weights for one encoder. Measures are first brought to mean 0 and deviation 1."""

    measures: tuple[str, ...]
    unknown: tuple[float, ...]
    """What counts where a measure has nothing to compare with: its mean over the passages that came first."""
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    """One for each measure, then the constant: those that always count, then what each of `CIRCUMSTANCES` adds."""

    @model_validator(mode="after")
    def _fits(self) -> "Judge":
        """A judge of other measures, or with a number too few, cannot judge."""
        if self.measures != MEASURES:
            raise ValueError("made for other measures")
        numbers = [self.unknown, self.means, self.deviations, *(weights[:-1] for weights in self.weights)]
        complete = {len(one) for one in numbers} == {len(MEASURES)} and len(self.weights) == 1 + len(CIRCUMSTANCES)
        if not complete or min(self.deviations) <= 0:
            raise ValueError("numbers are missing")
        return self

    def probabilities(self, measured: Measures, held: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return for each row how probable it is that the passage answers; `held` says which `CIRCUMSTANCES` hold.

        `measured` may hold what is not a number: that was not measured.
        """
        known = np.where(np.isnan(measured), np.array(self.unknown), measured)
        scaled = (known - np.array(self.means)) / np.array(self.deviations)
        always, *more = np.array(self.weights)
        weights = always + held @ np.array(more)
        logits = (scaled * weights[:, :-1]).sum(axis=1) + weights[:, -1]
        probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
        return probabilities


def judge_file(encoder: str) -> Path:
    """Return where the judge for an encoder lies."""
    return file_for(FOLDER, encoder, "judge.json")


@cache
def load_judge(encoder: str) -> Judge:
    """Read the judge for an encoder.

    Raises `ConfigurationError` if it is missing or broken, or was made on vectors of another encoder.
    """
    return read_measured(Judge, judge_file(encoder), encoder, RETRAIN, was="made")


def write_judge(judge: Judge) -> None:
    """Write a judge in the place of the one before."""
    write_measured(judge, judge_file(judge.encoder))
