"""Deduplicating passages: of those that say the same the first stays and names the documents of the others."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np

from knowledge.passages import StoredPassage
from knowledge.policy import SAME_SHARE, SELF_CONTAINED_WORDS
from languages.topic import merged, words_of_all
from languages.topics.documents import DocumentWords

MOST_COMPARED: Final = 20
"""Passages that look alike to which one passage is compared, so that time does not grow with the square."""

_GRAM: Final = 4
_BANDS, _ROWS = 8, 4
"""MinHash bands: passages with a share of 0.9 meet in one with probability 0.9998, with 0.5 in 0.4."""
_PRIME: Final = 2**31 - 1
_TEXTS_KEPT: Final = 512
"""Passages that are found again and again, some 10 kB each: a quarter of a search went into reading them anew."""
_FACTORS, _OFFSETS = np.random.default_rng(0).integers(1, _PRIME, size=(2, _BANDS * _ROWS, 1), dtype=np.uint64)
_WORD: Final = re.compile(r"\w+(?:[.,:]\d+)*")


_Band = tuple[int, bytes]
"""Number and content of a band of a signature."""


class _Said(NamedTuple):
    """What a text says."""

    words: tuple[str, ...]
    lower: str
    """The words in small letters, each a blank from the next."""
    fixed: tuple[str, ...]
    """Those that must be the same, in order."""
    signature: tuple[_Band, ...]


def deduplicate(passages: Sequence[StoredPassage]) -> list[StoredPassage]:
    """Passages in their order without repetitions; `also_in` of those that stay names the documents of the others.

    Only passages about the same vehicles and for the same readers are compared, under the same heading.
    """
    others = defaultdict[int, set[str]](set)
    for passage, first in zip(passages, first_alike(passages, _scope), strict=True):
        others[first] |= {passage.source, *passage.also_in}
    return [_naming(passages[first], sources) for first, sources in others.items()]


def first_alike(passages: Sequence[StoredPassage], scope: Callable[[StoredPassage, int], Hashable]) -> list[int]:
    """For each passage the place of the first that says the same, which is its own where none before it does.

    Only passages of one `scope` are compared, which is told how many words a passage has. They are the same if their
    words are; also if nearly all 4-grams are and the words that differ are no figure, negation or name. A sentence with
    another torque, or with a "not", is another sentence; so is one with the same words in other order.
    """
    firsts, exact = list[int](), dict[Hashable, int]()
    alike = defaultdict[Hashable, defaultdict[_Band, list[int]]](lambda: defaultdict(list))
    for number, passage in enumerate(passages):
        own = _read(passage.text)
        about = scope(passage, len(own.words))
        whole, bands = (about, own.lower), alike[about, own.fixed]
        met = sorted({other for band in own.signature for other in bands[band]})[:MOST_COMPARED]
        same = exact.get(whole, next((other for other in met if _same(_read(passages[other].text), own)), None))
        if same is None:
            exact[whole] = number
            for band in own.signature:
                bands[band].append(number)
        firsts.append(number if same is None else same)
    return firsts


@lru_cache(_TEXTS_KEPT)
def _read(text: str) -> _Said:
    words = tuple(_WORD.findall(text))
    lower = " ".join(words).casefold()
    return _Said(words, lower, _fixed(words), _signature(lower))


def _naming(passage: StoredPassage, documents: set[str]) -> StoredPassage:
    sources = tuple(sorted(documents - {passage.source}))
    return passage if sources == passage.also_in else passage.changed(also_in=sources)


def about_vehicles(passage: StoredPassage) -> tuple[Hashable, ...]:
    """What passages have in common that are about the same vehicles, in one language."""
    about = (passage.brand, passage.models, passage.year_from, passage.year_to)
    return (*about, passage.markets, passage.language)


def _scope(passage: StoredPassage, words: int) -> Hashable:
    return (
        *about_vehicles(passage),
        passage.audience,
        passage.valid_from,
        passage.valid_until,
        passage.section.rpartition(" > ")[2].casefold(),
        passage.title.casefold() if words < SELF_CONTAINED_WORDS else None,
    )


def _fixed(words: Sequence[str]) -> tuple[str, ...]:
    """The words that must be the same, in order: figures, names, negations, and whatever begins with a capital."""
    return tuple(word for word in words if not (word.isalpha() and word.islower()) or word in _negations())


def _grams(lower: str) -> set[str]:
    words = lower.split(" ")
    return {" ".join(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1))}


def _signature(lower: str) -> tuple[_Band, ...]:
    """The MinHash of the 4-grams in bands."""
    hashes = np.fromiter((crc32(gram.encode()) for gram in _grams(lower)), dtype=np.uint64) % _PRIME
    least = ((_FACTORS * hashes + _OFFSETS) % _PRIME).min(axis=1).astype(np.uint32).reshape(_BANDS, _ROWS)
    return tuple((number, band.tobytes()) for number, band in enumerate(least))


def _same(one: _Said, other: _Said) -> bool:
    grams, others = _grams(one.lower), _grams(other.lower)
    return len(grams & others) >= SAME_SHARE * len(grams | others) and Counter(one.words) != Counter(other.words)


@cache
def _negations() -> frozenset[str]:
    return frozenset(merged(words.negations for words in words_of_all(DocumentWords)))
