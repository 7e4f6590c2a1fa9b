"""Makes that a text names, by themselves or by one of their best known models: `makes.json`.

Some names are words of a language too: a "seat belt", a "mini spare", somebody who plays golf. Such a name counts
beside another one of its make ("seat leon"), or with a capital that is not that of a sentence or of the noun behind it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from contracts.base import Strict
from languages.normalise import same_length
from vehicles.names import make_key

FILE: Final = Path(__file__).with_name("makes.json")
_BEGINS: Final = re.compile(r"(?:^|[.!?…:\n])[\s\"'(¿¡„“«]*$")
_NOUN_FOLLOWS: Final = re.compile(r"[ -][^\W\d_a-zß-öø-ÿ]|-\w")
_BESIDE: Final = 1
"""Characters between the two names of a car."""


class Names(Strict):
    """What one make and its models are called, without case and accents."""

    names: tuple[str, ...]
    """Names that are nothing else."""
    words: tuple[str, ...]
    """Names that are words too."""


class Makes(Strict):
    """`makes.json`: makes, of which customers of another one speak."""

    makes: Mapping[str, Names]


class _Named(NamedTuple):
    start: int
    end: int
    makes: frozenset[str]
    is_word: bool


def makes_named(text: str) -> frozenset[str]:
    """Return the makes that a text names, each as `make_key` spells it."""
    return frozenset[str]().union(*(one.makes for one in _named(text)))


def makes_and_models_named(text: str) -> frozenset[str]:
    """Return the names by which a text does so, of makes and of models, without case and accents."""
    plain = same_length(text)
    return frozenset(plain[one.start : one.end] for one in _named(text))


def _named(text: str) -> list[_Named]:
    found = [
        _Named(match.start(), match.end(), *_names()[match.group()]) for match in _pattern().finditer(same_length(text))
    ]
    return [one for one in found if not one.is_word or _beside_another(one, found) or _has_its_capital(text, one)]


def _beside_another(one: _Named, found: Sequence[_Named]) -> bool:
    return any(one.makes & other.makes and _BESIDE in (one.start - other.end, other.start - one.end) for other in found)


def _has_its_capital(text: str, one: _Named) -> bool:
    """Whether the name has a capital that only a name has: not all letters do, no sentence or noun begins with it."""
    capital = text[one.start].isupper() and not text.isupper()
    return capital and not _BEGINS.search(text[: one.start]) and not _NOUN_FOLLOWS.match(text, one.end)


def words_of_makes() -> frozenset[str]:
    """Return every word of the makes' and models' names, without case and accents."""
    return frozenset(word for name in _names() for word in name.split())


@cache
def load_makes() -> Mapping[str, Names]:
    """Read the makes."""
    return Makes.model_validate_json(FILE.read_bytes()).makes


@cache
def _names() -> Mapping[str, tuple[frozenset[str], bool]]:
    """By its name which makes it is of, and whether it is a word too."""
    makes, is_word = defaultdict[str, set[str]](set), dict[str, bool]()
    for make, called in load_makes().items():
        for name in (*called.names, *called.words):
            makes[name].add(make_key(make))
            is_word[name] = name in called.words
    return {name: (frozenset(of), is_word[name]) for name, of in makes.items()}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
