"""Numbers that mean something for the vectors of one encoder only, measured by `python -m training thresholds`.

By which rule each is chosen stands in `training/thresholds.py`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from encoder.folders import file_for

FOLDER: Final = Path(__file__).with_name("measured")
REMEASURE: Final = "python -m training thresholds"


class Thresholds(Strict):
    """The numbers for one encoder."""

    encoder: str
    """Its whole name, content included."""
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
    path = thresholds_file(encoder)
    where = f"{path.parent.name}/{path.name}"
    try:
        found = Thresholds.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise ConfigurationError(f"{where} is missing: make it with `{REMEASURE}`") from error
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"{where} cannot be read ({type(error).__name__}): run `{REMEASURE}`") from error
    if found.encoder != encoder:
        raise ConfigurationError(f"{where} was measured for {found.encoder}, not {encoder}: run `{REMEASURE}`")
    return found


def write_thresholds(found: Thresholds) -> None:
    """Write the numbers for an encoder in the place of those before."""
    path = thresholds_file(found.encoder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found.model_dump(), indent=1) + "\n", encoding="utf-8")
