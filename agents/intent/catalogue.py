"""The catalogue of intents as the agent reads it: `intents.yaml` without its examples, written by training."""

import json
from pathlib import Path
from typing import Final

from pydantic import Field, TypeAdapter

from contracts.base import Strict
from contracts.findings import HandledBy

CATALOGUE: Final = Path(__file__).with_name("catalogue.json")


class Intent(Strict):
    """One intent: what it means, which queue owns it, how it is handled, how urgent it usually is (0..1)."""

    name: str
    description: str
    owner: str
    handled_by: HandledBy
    urgency: float = Field(ge=0, le=1)


_INTENTS = TypeAdapter(tuple[Intent, ...])


def read_catalogue(path: Path = CATALOGUE) -> dict[str, Intent]:
    """All intents by name."""
    return {intent.name: intent for intent in _INTENTS.validate_json(path.read_bytes())}


def write_catalogue(intents: tuple[Intent, ...], path: Path = CATALOGUE) -> None:
    """Write the catalogue, one intent a line, so that a change reads well in a review."""
    lines = ",\n".join(json.dumps(intent.model_dump(), ensure_ascii=False) for intent in intents)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
