"""Names of makes and models, compared as registers and people write them.

Accents, case, blanks and punctuation never count. Two makes are the same when nothing else differs, or when one is a
customary short form. Two models are the same when one name begins with the whole words of the other ("F-150" and
"F150 SUPERCREW", but not "CX-5" and "CX-50"): registers add body, engine or trim, and owners leave them out. The rule
errs on the side of too many, since what it decides is who is told to check.

Some makers sell by series and register by type: a BMW "330i", "M340i" or "M3" is of the 3 Series, a Mercedes
"AMG C63" of the C-Class. A type begins with the word of its series, and a series with the words of a body ("3 Series
Touring") may be any type of it.
"""

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from languages.normalise import normalised
from languages.topic import merged, words_of_all
from languages.topics.vehicles import VehicleWords

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_MAKES: Final = {"chevy": "chevrolet", "mercedes": "mercedesbenz", "vw": "volkswagen"}
"""Customary short forms of makes."""
_BMW_TYPE: Final = re.compile(r"[1-8]\d\d")
"""The digit of the series and two of the engine."""
_BMW_SERIES: Final = re.compile(r"[1-8]")
_SUB_BRANDS: Final = frozenset({"amg", "maybach"})
"""Names that Mercedes puts before or after a type."""


def same_make(one: str, other: str) -> bool:
    """Whether two names mean the same make."""
    return _make(words(one)) == _make(words(other)) != ""


def same_model(one: str, other: str, make: str = "") -> bool:
    """Whether two names may mean the same model; a leading `make` in either does not count."""
    first, second = _model(one, make), _model(other, make)
    if not first or not second:
        return False
    if "".join(first) in accumulate(second) or "".join(second) in accumulate(first):
        return True
    return first[0] == second[0] and is_type(first, make) != is_type(second, make)


def is_type(parts: tuple[str, ...], make: str) -> bool:
    """Whether words of a model name a type within a series that is their first word."""
    if len(parts) < 2:
        return False
    match _make(words(make)):
        case "bmw":
            return parts[0].isdecimal() and (parts[1] == "m" or parts[1][-2:].isdecimal())
        case "mercedesbenz":
            return parts[0].isalpha() and parts[1].isdecimal()
        case _:
            return False


def make_key(make: str) -> str:
    """One spelling for all names of a make; empty for a name without a letter or digit."""
    return _make(words(make))


def model_words(name: str, make: str = "") -> tuple[str, ...]:
    """The words of a model's name that count, without a leading make."""
    return _model(name, make)


@lru_cache(maxsize=65_536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, normalised; a number is a word of its own, so that "X5", "X 5" and "x-5" are the same."""
    return words_in(name)


def words_in(text: str) -> tuple[str, ...]:
    """The same for a whole message, of which nothing is kept."""
    return tuple(_WORD.findall(normalised(text.replace("&", " and "))))


def is_said(name: str, said: tuple[str, ...]) -> bool:
    """Whether the words of a text hold a name, however it is divided: "CR-V" and "CRV" are the same."""
    joined = "".join(words(name))
    return bool(joined) and any(joined in accumulate(said[start : start + len(joined)]) for start in range(len(said)))


def _make(parts: tuple[str, ...]) -> str:
    joined = "".join(parts)
    return _MAKES.get(joined, joined)


@lru_cache(maxsize=65_536)
def _model(name: str, make: str) -> tuple[str, ...]:
    parts, maker = words(name), _make(words(make))
    leading = [count for count in range(1, len(parts)) if _make(parts[:count]) == maker]
    parts = _series_first(parts[max(leading, default=0) :], maker)
    return tuple(part for part in parts if part not in _says_nothing()) or parts


def _series_first(parts: tuple[str, ...], maker: str) -> tuple[str, ...]:
    """The words with that of the series before the rest of the type."""
    if maker == "bmw":
        sporty = parts[:1] == ("m",) and len(parts) > 1
        number, rest = parts[sporty], parts[1 + sporty :]
        if _BMW_TYPE.fullmatch(number):
            return (number[0], "m" * sporty + number[1:], *rest)
        if sporty and _BMW_SERIES.fullmatch(number):
            return (number, "m", *rest)
        return (number, *rest[1:]) if rest[:1] == ("er",) else parts
    if maker == "mercedesbenz":
        parts = tuple(part for part in parts if part not in _SUB_BRANDS) or parts
        return ("m", "l", *parts[1:]) if parts[0] == "ml" else parts
    return parts


@cache
def _says_nothing() -> frozenset[str]:
    """Words that owners put beside a model ("C-Class") where registers put engine or body ("C300")."""
    return frozenset(merged(words.series for words in words_of_all(VehicleWords)))
