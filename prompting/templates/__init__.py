"""The sentences around a caller's texts, with the version that answers name."""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from contracts.prompts import TaskKind, TechniqueName

FILE: Final = Path(__file__).with_name("parts.json")


class Parts(Strict):
    """The sentences. What stands in braces is the name of an element, chosen for each prompt."""

    version: str
    """Changes whenever a sentence does: a caller may keep prompts, and compare."""
    task: str
    context: str
    only_context: str
    examples: str
    roles: dict[TaskKind, str]
    thinking: dict[TechniqueName, str]
    kinds: dict[TaskKind, str]
    """What holds for every prompt of a kind."""
    schema_: str
    schema_last: str
    """The same where steps come before the answer: a format for all of it would cost reasoning."""
    language: str


@cache
def parts(file: Path = FILE) -> Parts:
    """Return the sentences. Raises `ConfigurationError` naming what is wrong."""
    try:
        return Parts.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"prompting/templates/{file.name} cannot be read: {error}") from error
