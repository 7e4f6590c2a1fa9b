"""The catalogue of intents: what the product reads of each. Edited by hand; changing it needs no training."""

from pathlib import Path
from typing import Final

from pydantic import Field, TypeAdapter, ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from contracts.findings.intent import HandledBy

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
    """Return all intents by name. Raises `ConfigurationError` for an entry that is wrong or named twice."""
    try:
        intents = _INTENTS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"{path.name}: {error}") from error
    named = {intent.name: intent for intent in intents}
    if len(named) < len(intents):
        raise ConfigurationError(f"{path.name}: an intent stands in it twice")
    return named
