"""Readings of the odometer, in whole kilometres; not ranges, intervals, speeds or the length of a trip.

"45k on the clock" means miles. Another English reading without a unit could be either, and is left out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.patterns import groups, phrase
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.topic import merged, words_of, words_of_all
from languages.topics.mileages import Mileages

KM_PER_MILE: Final = 1.609344
"""International mile (NIST SP 811)."""
SHORTEST_KM: Final = 1_000
"""A shorter distance is a trip, unless a word such as "odometer" stands near it."""
LONGEST_KM: Final = 2_000_000
REACH: Final = 30
"""How far from a distance the words stand that say what it is, characters."""
NUMBER: Final = r"(?P<number>\d{1,3}(?:[ .,']\d{3})+|\d{1,7}(?:[.,]\d{1,2})?)"


class Rules(NamedTuple):
    """The words of all languages, compiled."""

    distances: tuple[re.Pattern[str], ...]
    reading: re.Pattern[str]
    never_before: re.Pattern[str]
    never_after: re.Pattern[str]


def mileages(reading: Reading, language: str) -> Iterator[Found]:
    """Every reading. Words with different meaning in two languages are not among the cues, so all are tried."""
    rules, needs_unit = _rules(), words_of(Mileages, language).needs_unit
    for pattern in rules.distances:
        for match in pattern.finditer(reading.plain):
            parts = groups(match)
            if "km" not in parts and "miles" not in parts and needs_unit:
                continue
            km = _kilometres(parts)
            if km <= LONGEST_KM and _is_reading(reading.plain, match, km, rules):
                start = next(match.start(name) for name in match.groupdict() if name.startswith("number"))
                yield Found(*reading.where(start, match.end()), str(km))


def _is_reading(plain: str, match: re.Match[str], km: int, rules: Rules) -> bool:
    before = (plain, max(0, match.start() - REACH), match.start())
    if rules.never_before.search(*before) or rules.never_after.match(plain, match.end()):
        return False
    if km >= SHORTEST_KM:
        return True
    has_unit = any(name in groups(match) for name in ("km", "miles"))
    return has_unit and bool(rules.reading.search(plain, max(0, match.start() - REACH), match.end() + REACH))


def _kilometres(parts: dict[str, str]) -> int:
    number = parts["number"]
    grouped = re.sub(r"[ .,'](?=\d{3}(?:\D|$))", "", number)
    value = float(grouped.replace(",", "."))
    if "thousand" in parts:
        value *= 1000
    return round(value * KM_PER_MILE if "miles" in parts else value)


@cache
def _rules() -> Rules:
    km, miles = (f"(?P<{unit}>{_any_of(unit)})" for unit in ("km", "miles"))
    thousand = rf"(?: ?(?P<thousand>{_any_of('thousand')}|1000))?"
    readings = _any_of("reading")
    left = r"(?<![\w.,/\-])"
    return Rules(
        distances=(
            phrase(rf"{NUMBER}{thousand} ?(?:{km}|{miles})", {}, left),
            phrase(rf"{NUMBER} ?(?P<thousand>k) (?P<miles>{_any_of('miles_without_unit')})", {}, left),
            phrase(rf"{NUMBER}{thousand}(?= (?:{_any_of('without_unit')})(?!\w))", {}, left),
            phrase(
                rf"(?:{readings})\b[^\d\n.!?]{{0,16}}?(?<![\d.,]){NUMBER}{thousand}",
                {},
                right=r"(?![\w:/%]|[.,]\d| ?(?:km|mi|€|eur))",
            ),
        ),
        reading=phrase(readings, {}),
        never_before=phrase(_any_of("never_before"), {}, right=r" (?:\w+ ){0,1}\Z"),
        never_after=phrase(_any_of("never_after"), {}, left=r" ?"),
    )


def _any_of(field: str) -> str:
    """The words of all languages in one field."""
    return "|".join(merged(getattr(words, field) for words in words_of_all(Mileages)))
