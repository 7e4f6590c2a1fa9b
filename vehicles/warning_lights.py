"""Warning lights as data: what a symbol means by its colour and by whether it flashes, and how urgent that is. Pure.

The table `warning_lights.json` holds what most makers share (the symbols of ISO 2575). What a light means in one car
is said by the documents of its maker alone; the table decides only which of them may be quoted, which comes first,
and what has to be asked. The words people use for symbols stand in `languages/*/warning_lights.json`.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import TypeAdapter

from contracts.base import Strict
from contracts.findings.lights import Light, LightColour, LightState

TABLE: Final = Path(__file__).with_suffix(".json")
OTHER: Final = "other"
"""The symbol of a light that the table does not know, or that was not named."""
Urgency = Literal["stop", "soon", "information"]
Telling = Literal["colour", "state"]
_MOST_URGENT_FIRST: Final[tuple[Urgency, ...]] = ("stop", "soon", "information")


class Meaning(Strict):
    """One meaning of a symbol. A colour or state that is None may be any."""

    colour: LightColour | None = None
    state: LightState | None = None
    urgency: Urgency
    means: str
    """For readers of the table; customers read what documents say."""


class WarningLight(Strict):
    """A symbol and all it may mean."""

    name: str
    """What it watches, and what is drawn."""
    ask: Telling | None = None
    """What tells its meanings apart; None where there is one meaning."""
    meanings: tuple[Meaning, ...]


@cache
def table() -> Mapping[str, WarningLight]:
    """Every symbol by its key."""
    return TypeAdapter(dict[str, WarningLight]).validate_json(TABLE.read_bytes())


def meanings_of(light: Light) -> tuple[Meaning, ...]:
    """What a light may mean by what is said of it, the most urgent first; nothing for one that is in no table."""
    entry = table().get(light.symbol)
    fitting = (meaning for meaning in entry.meanings if _agree(meaning, light)) if entry else ()
    return tuple(sorted(fitting, key=lambda meaning: _MOST_URGENT_FIRST.index(meaning.urgency)))


def undecided(light: Light) -> Telling | None:
    """What has to be asked before anybody knows what a light means; None if nothing."""
    entry = table().get(light.symbol)
    if entry is None or entry.ask is None or getattr(light, entry.ask) is not None:
        return None
    return entry.ask if len(meanings_of(light)) > 1 else None


def choices(light: Light, asked: Telling) -> tuple[str, ...]:
    """The colours or states between which a customer may choose, the most urgent first."""
    values = (getattr(meaning, asked) for meaning in meanings_of(light))
    return tuple(dict.fromkeys(value for value in values if value is not None))


def may_mean_stop(light: Light) -> bool:
    """Whether one of the meanings that are left is to stop now."""
    return any(meaning.urgency == "stop" for meaning in meanings_of(light))


def same_light(one: Light, other: Light) -> bool:
    """Whether both may be one light: the same symbol, and neither colour nor state speaks against it."""
    return one.symbol == other.symbol and _agree(one, other)


def _agree(one: Light | Meaning, other: Light | Meaning) -> bool:
    return all(
        first is None or second is None or first == second
        for first, second in ((one.colour, other.colour), (one.state, other.state))
    )
