"""Numbers that hold for the vectors of one encoder only, as a file beside those of other encoders."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError


class Measured(Strict):
    """The numbers for one encoder."""

    encoder: str
    """Its whole name, content included."""


MeasuredT = TypeVar("MeasuredT", bound=Measured)


def read_measured(model: type[MeasuredT], path: Path, encoder: str, remake: str, was: str = "measured") -> MeasuredT:
    """Read the numbers for an encoder; the command `remake` makes them anew, `was` says what it does.

    Raises `ConfigurationError` if they are missing or broken, or were measured on vectors of another encoder.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        found = model.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise ConfigurationError(f"{where} is missing: make it with `{remake}`") from error
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"{where} cannot be read ({type(error).__name__}): run `{remake}`") from error
    if found.encoder != encoder:
        raise ConfigurationError(f"{where} was {was} for {found.encoder}, not {encoder}: run `{remake}`")
    return found


def write_measured(found: Measured, path: Path) -> None:
    """Write numbers in the place of those before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found.model_dump(), indent=1) + "\n", encoding="utf-8")
