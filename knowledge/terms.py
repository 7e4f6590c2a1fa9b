"""The things that a text is about, whatever they are called: what a question shares with a page in another language.

A small encoder and shared pieces of words know little of a trade's words: "Starthilfe" is a jump start, and a fogged
window is a misted one. The words stand in `languages/LANGUAGE/terms.json`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from languages.normalise import normalised
from languages.topic import words_of_all
from languages.topics.terms import Terms

_WORD: Final = re.compile(r"[^\W_]+")
_MEASURES: Final = frozenset({"cost", "duration", "hours", "intervals", "range", "weight_and_size"})
"""What is asked of a thing, and no thing itself."""
_WORDS_KEPT: Final = 50_000
"""Different words whose things are kept in memory."""


class _Table(NamedTuple):
    beginnings: Mapping[str, set[str]]
    """Things by how a word begins."""
    wholes: Mapping[str, set[str]]
    within: Mapping[str, set[str]]
    phrases: Mapping[str, list[tuple[tuple[str, ...], str]]]
    """By its first word the rest of a phrase, and the thing."""


def split_words(text: str) -> list[str]:
    """The words of a text, without case and accents."""
    return _WORD.findall(normalised(text))


def terms(words: Sequence[str]) -> list[str]:
    """The names of the things that a text of these words is about, each once, sorted."""
    found = set[str]().union(*map(_things, words))
    phrases = _table().phrases
    for place, word in enumerate(words):
        for rest, thing in phrases.get(word, ()):
            if _goes_on(words[place + 1 : place + 1 + len(rest)], rest):
                found.add(thing)
    return sorted(found)


def asks_only_how_long(text: str) -> bool:
    """Whether a text asks how long something takes, and names no thing: "how long does that take?"."""
    return terms(split_words(text)) == ["duration"]


def naming_words(text: str) -> list[str]:
    """The words of a text that name things, in their order, without those that ask how long, how often or the like."""
    words, named = split_words(text), set[int]()
    for place, word in enumerate(words):
        if _things(word) - _MEASURES:
            named.add(place)
        for rest, thing in _table().phrases.get(word, ()):
            if thing not in _MEASURES and _goes_on(words[place + 1 : place + 1 + len(rest)], rest):
                named.update(range(place, place + 1 + len(rest)))
    return [words[place] for place in sorted(named)]


def _goes_on(words: Sequence[str], rest: tuple[str, ...]) -> bool:
    return len(words) == len(rest) and tuple(words[:-1]) == rest[:-1] and words[-1].startswith(rest[-1])


@lru_cache(_WORDS_KEPT)
def _things(word: str) -> frozenset[str]:
    table = _table()
    found = set(table.wholes.get(word, ()))
    for end in range(1, len(word) + 1):
        found |= table.beginnings.get(word[:end], set())
    for part, things in table.within.items():
        if part in word:
            found |= things
    return frozenset(found)


@cache
def _table() -> _Table:
    table = _Table(defaultdict(set), defaultdict(set), defaultdict(set), defaultdict(list))
    for thing, written in _written():
        words = split_words(written)
        if len(words) > 1:
            table.phrases[words[0]].append((tuple(words[1:]), thing))
            continue
        where = table.within if written.startswith("-") else table.wholes if written.endswith(".") else table.beginnings
        where[words[0]].add(thing)
    return _Table(*map(dict, table))  # type: ignore[arg-type]  # what is not there must not be added by asking


def _written() -> Iterator[tuple[str, str]]:
    for language in words_of_all(Terms):
        for thing, words in language.things.items():
            for word in words:
                yield thing, word
