"""Numbers with their units, as they are written in each language.

"2,2 bar", "2.2 bar"        one value of one unit
"10,000 km", "10 000 km"    likewise; in English "2.500" may be either, and has two readings
"10 to 80 %"                both numbers have the unit
"two years", "24 months"    the same
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from agents.response.grounding.digits import readings
from agents.response.grounding.units import UnitOfMeasure, by_symbol, by_word
from languages.normalise import same_length
from languages.topic import words_of
from languages.topics.measures import Measures

_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?<![^\W\d_]-)(?<!\d[.,:])"
    r"(?P<money>[€$£] ?)?"
    r"(?P<digits>\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)(?P<part>[½¼¾])?"
    r"(?P<ordinal>(?:st|nd|rd|th|er|ers|ern|ère|e|º|ª|(?<=\d0)['’]?s)(?!\w))?"
)
_GAP: Final = re.compile(r"[ \u00a0\u202f]?-?")
_SIGN: Final = re.compile(r"(?:^|[\s(])[-−–]$")
_ABBREVIATION: Final = re.compile(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]{2,} $")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Quantity(NamedTuple):
    """A number that a text names, and what it counts."""

    values: frozenset[Decimal]
    """Its readings, as they are written."""
    unit: UnitOfMeasure | None
    start: int
    end: int
    shared: bool = False
    """Whether the unit is that of a number behind it."""
    in_words: bool = False
    in_name: bool = False
    """Whether it belongs to an abbreviation before it and counts nothing: "DOT 4"."""

    @property
    def dimension(self) -> str | None:
        """What its unit measures; None for a bare number."""
        return self.unit.dimension if self.unit else None

    @property
    def measured(self) -> frozenset[Decimal]:
        """Its readings in the unit that its dimension is compared in."""
        return frozenset(value * self.unit.factor for value in self.values) if self.unit else self.values


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the numbers of a text, in order."""
    plain = same_length(text)
    found = sorted([*_digits(text, plain, language), *_words(text, plain, language)], key=lambda one: one.start)
    return _with_shared_units(found, plain, language)


def units_named(text: str, language: str) -> frozenset[str]:
    """Return the dimensions of the units that a text names, be it with a number or alone, as a table's heading does."""
    symbols = {unit.dimension for symbol, unit in by_symbol().items() if len(symbol) > 1 and symbol in text}
    words = set(re.findall(r"\w+", same_length(text)))
    return frozenset(symbols | {unit.dimension for word, unit in by_word(language).items() if word in words})


def _digits(text: str, plain: str, language: str) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(text):
        unit, end = (None, found.end()) if found["ordinal"] else _unit(text, plain, found.end(), language)
        if unit is None and not found["ordinal"] and _LETTER.match(text, end):
            continue  # "4x4" is a name
        if found["money"]:
            unit = by_symbol()[found["money"].strip()]
        negative = _SIGN.search(text[: found.start()]) or _minus(language).search(plain[: found.start()])
        values = readings(found["digits"], found["part"], words_of(Measures, language).groups)
        named = _ABBREVIATION.search(text[: found.start()]) is not None
        values = frozenset(-value for value in values) if negative else values
        yield Quantity(values, unit, found.start(), end, in_name=named)


def _words(text: str, plain: str, language: str) -> Iterator[Quantity]:
    words, numbers = words_of(Measures, language), _numbers(language)
    for found in _spelled_out(language).finditer(plain):
        unit, end = _unit(text, plain, found.end(), language)
        if unit is None and found.group() in words.before_units_only:
            continue
        yield Quantity(frozenset({Decimal(numbers[found.group()])}), unit, found.start(), end, in_words=True)


def _unit(text: str, plain: str, start: int, language: str) -> tuple[UnitOfMeasure | None, int]:
    """The unit that stands at a place or one blank after it, and where it ends."""
    gap = _GAP.match(text, start)
    place = gap.end() if gap else start
    if symbol := _symbols().match(text, place):
        return by_symbol()[symbol.group()], symbol.end()
    if word := _unit_words(language).match(plain, place):
        return by_word(language)[word.group()], word.end()
    return None, start


def _with_shared_units(found: Sequence[Quantity], plain: str, language: str) -> list[Quantity]:
    """The numbers, each without a unit given that of the next one if only such words stand between as link them."""
    result = list[Quantity]()
    for one in reversed(found):
        following = result[-1] if result else None
        if (
            one.unit is None
            and following
            and following.unit
            and _links(language).fullmatch(plain, one.end, following.start)
        ):
            result.append(one._replace(unit=following.unit, shared=True))
        else:
            result.append(one)
    return result[::-1]


@cache
def _numbers(language: str) -> dict[str, int]:
    return {same_length(word): value for word, value in words_of(Measures, language).numbers.items()}


@cache
def _spelled_out(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_either(_numbers(language))})(?!\w)")


@cache
def _minus(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words_of(Measures, language).minus)}) $")


@cache
def _links(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[-–—/,]|\b(?:{_either(map(same_length, words_of(Measures, language).links))})\b)\s*[-−–]?"
    )


@cache
def _symbols() -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(by_symbol())})(?![\w'’])")


@cache
def _unit_words(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_either(by_word(language))})(?!\w)")


def _either(words: Iterable[str]) -> str:
    """The longest first, so that no word hides one that goes on."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
