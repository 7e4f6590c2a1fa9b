"""Numbers that are spelled out, and the words of units."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from languages.topic import Topic

Unit = Literal[
    "bar", "psi", "kilopascal", "kilometre", "metre", "centimetre", "millimetre", "mile", "inch", "foot",
    "litre", "millilitre", "gallon", "kilogram", "gram", "tonne", "pound_weight", "kilowatt", "watt", "horsepower",
    "kilowatt_hour", "volt", "ampere", "newton_metre", "celsius", "fahrenheit", "degree", "percent",
    "euro", "dollar", "pound", "second", "minute", "hour", "day", "week", "month", "year",
    "kilometre_per_hour", "mile_per_hour",
]  # fmt: skip


class Measures(Topic):
    """Words as they are written, in any case, with their accents."""

    file: ClassVar = "measures.json"

    groups: str
    """What stands between thousands, if it is no blank; the other of point and comma begins decimals."""
    numbers: Mapping[str, int]
    """Their values."""
    before_units_only: tuple[str, ...]
    """Those of them that mean something else too: "neuf" is also "new", and "one" more often an article."""
    minus: tuple[str, ...]
    """Patterns, read in text without case and accents."""
    links: tuple[str, ...]
    """What stands between two numbers that share the unit after the second: "10 to 80 %"."""
    asserting: tuple[str, ...]
    """What stands before a number that is said to hold: "the pressure is 3 bar"."""
    conditions: tuple[str, ...]
    """What stands directly before one that is only repeated: "at 30,000 km"."""
    units: Mapping[Unit, tuple[str, ...]]
    """Words, not symbols: `agents/response/grounding/units.json` holds those. Empty where only symbols are in use."""
