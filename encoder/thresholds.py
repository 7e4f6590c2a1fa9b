"""Numbers that mean something for the vectors of one encoder only, measured by `python -m training thresholds`.

By which rule each is chosen stands in `training/thresholds.py`.
"""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from encoder.folders import file_for
from encoder.measured import Measured, read_measured, write_measured

FOLDER: Final = Path(__file__).with_name("measured")
REMEASURE: Final = "python -m training thresholds"


class Thresholds(Measured):
    """The numbers for one encoder."""

    danger: float = Field(gt=0, lt=1)
    """Probability from which a sentence counts as safety-critical."""
    danger_unsure: float | None = Field(default=None, gt=0, lt=1)
    """Probability from which danger is not ruled out; None: it is wherever it is no danger."""


def thresholds_file(encoder: str) -> Path:
    """Return where the numbers for an encoder lie."""
    return file_for(FOLDER, encoder, "thresholds.json")


@cache
def load_thresholds(encoder: str) -> Thresholds:
    """Read the numbers for an encoder.

    Raises `ConfigurationError` if they are missing or broken, or were measured on vectors of another encoder.
    """
    return read_measured(Thresholds, thresholds_file(encoder), encoder, REMEASURE)


def write_thresholds(found: Thresholds) -> None:
    """Write the numbers for an encoder in the place of those before."""
    write_measured(found, thresholds_file(found.encoder))
