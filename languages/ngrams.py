"""Pieces of words: what tells languages apart, and what a small encoder blurs, such as spelling, slang and emojis."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Shape (places,)."""

PLACES: Final = 2**16
"""Pieces are hashed to this many places; the few that share one share its weight."""
_SIZES: Final = (2, 3, 4)


class Ngrams(NamedTuple):
    """The pieces of one text: their places, each once, and how often each occurs."""

    places: NDArray[np.intp]
    counts: Vector


def ngrams(text: str) -> Ngrams:
    """The pieces of two to four characters of every word, `_` standing for the word's two ends."""
    return counted([place for word in text.casefold().split() for place in places_of(word)])


def places_of(word: str, mark: str = "") -> list[int]:
    """Return the places of the pieces of one word, as often as they occur; a `mark` makes them others."""
    whole, start = f"_{word}_", crc32(mark.encode())  # crc32(mark + piece) goes on from crc32(mark)
    return [place_of(whole[at : at + size], start) for size in _SIZES for at in range(len(whole) - size + 1)]


def place_of(piece: str, start: int = 0) -> int:
    """Return the place of one piece, whatever it is; `start` is the checksum of a mark before it."""
    return crc32(piece.encode(), start) % PLACES


def counted(places: Sequence[int]) -> Ngrams:
    """Return places, each once, and how often each occurs."""
    found, counts = np.unique(np.array(places, dtype=np.intp), return_counts=True)
    return Ngrams(found, counts.astype(np.float32))


def weighted(found: Ngrams, idf: Vector) -> Vector:
    """TF-IDF with logarithmic counts, unit length; shape (places,). `idf` has shape (PLACES,)."""
    values: Vector = (1 + np.log(found.counts)) * idf[found.places]
    return values / max(np.float32(np.linalg.norm(values)), np.float32(1e-9))
