"""The techniques as data: what each helps with, what it excludes, what it costs, and where that stands."""

from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import Field, TypeAdapter, ValidationError

from contracts.base import Strict
from contracts.errors import ConfigurationError
from contracts.prompts import TaskKind, TechniqueName

TABLE: Final = Path(__file__).with_name("techniques.json")


class TechniqueEntry(Strict):
    """A row of `techniques.json`."""

    name: TechniqueName
    group: Literal["thinking", "examples", "format", "frame", "calls"]
    """Of `thinking` and of `examples` a prompt has exactly one."""
    helps: tuple[TaskKind, ...]
    """Kinds of task that it makes better; empty where what was sent decides."""
    because: str
    """Why it is taken."""
    otherwise: str
    """Why it is left."""
    conflicts: tuple[TechniqueName, ...]
    """What it cannot stand beside."""
    answer_factor: Annotated[float, Field(ge=1)] = 1.0
    """How many times as long the answer is taken to be. Assumed, not measured."""
    calls: Annotated[int, Field(ge=1)] = 1
    """How many calls one answer takes. Five samples are where most of the gain of self-consistency is; four rounds of
    thought and call are assumed."""
    source: Annotated[str, Field(pattern=r"^https://")]


@cache
def technique_table(path: Path = TABLE) -> dict[TechniqueName, TechniqueEntry]:
    """Return every technique by its name. Raises `ConfigurationError` if one is missing or contradicts another."""
    try:
        rows = TypeAdapter(tuple[TechniqueEntry, ...]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise ConfigurationError(f"{path.name} cannot be read: {error}") from error
    found = {row.name: row for row in rows}
    if missing := set(get_args(TechniqueName)) - found.keys():
        raise ConfigurationError(f"{path.name} lacks {', '.join(sorted(missing))}")
    for row in rows:
        if lonely := [other for other in row.conflicts if row.name not in found[other].conflicts]:
            raise ConfigurationError(f"{path.name}: {', '.join(lonely)} must name its conflict with {row.name}")
    return found
