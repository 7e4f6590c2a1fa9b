"""Units of measure: their symbols, and how those of one dimension are converted.

Only exact conversions within one system count as the same: 24 months are two years, but bar are no psi.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from contracts.base import Strict
from languages.normalise import same_length
from languages.topic import words_of
from languages.topics.measures import Measures, Unit

FILE: Final = Path(__file__).with_name("units.json")


class UnitOfMeasure(Strict):
    """One unit."""

    dimension: str
    """Units of one dimension can be compared."""
    factor: Decimal
    """How many of the dimension's smallest or usual unit one of these is."""
    symbols: tuple[str, ...]
    """As they are written, case included."""


class _Units(Strict):
    units: Mapping[Unit, UnitOfMeasure]


@cache
def load_units() -> Mapping[Unit, UnitOfMeasure]:
    """Read `units.json`."""
    return _Units.model_validate_json(f'{{"units": {FILE.read_text(encoding="utf-8")}}}').units


@cache
def by_symbol() -> Mapping[str, UnitOfMeasure]:
    """Return the unit of each symbol."""
    return {symbol: unit for unit in load_units().values() for symbol in unit.symbols}


@cache
def by_word(language: str) -> Mapping[str, UnitOfMeasure]:
    """Return the unit of each word of a language, as `same_length` writes it."""
    return dict(_words(language))


def _words(language: str) -> Iterator[tuple[str, UnitOfMeasure]]:
    for unit, words in words_of(Measures, language).units.items():
        for word in words:
            yield same_length(word), load_units()[unit]
