"""What the same customer says after a question. Synthetic, written for this project."""

from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import TypeAdapter

from contracts.base import Strict

PAIRS: Final = Path(__file__).with_name("pairs.jsonl")
PAIRS_OF_INVENTED: Final = Path(__file__).with_name("pairs_of_invented.jsonl")
"""The same to the handbook that was invented for the judge of answers (`training/judge/handbook/`)."""
CORRECTIONS: Final = Path(__file__).with_name("corrections.yaml")


class Pair(Strict):
    """A question to a handbook, and the message after its answer."""

    before: str
    text: str
    language: str
    kind: Literal["follow_up", "model", "new"]
    """It goes on; it asks the same of another model or light; it begins something new."""
    passage: str
    """Id of the section that answers what is meant."""


@cache
def read_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Return the pairs. Raises pydantic's `ValidationError`, naming the field that is wrong."""
    return tuple(map(Pair.model_validate_json, path.read_text(encoding="utf-8").splitlines()))


@cache
def read_corrections(path: Path = CORRECTIONS) -> dict[str, tuple[str, ...]]:
    """Return, by language, what customers say who were misunderstood, or ask the same of something else."""
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
