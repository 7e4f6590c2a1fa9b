"""How much of a question a passage covers: the share of `knowledge/lexical.py`, for a few passages of many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from encoder.protocol import Vector
from knowledge.lexical import Rarity, idf, said_by, split

_SATURATION: Final = 1.5
_LENGTH_WEIGHT: Final = 0.75
"""BM25's k1 and b, as bm25s has them."""


class Statistics(NamedTuple):
    """What BM25 knows of the whole collection."""

    passages: int
    average_pieces: float
    holding: Mapping[str, int]
    """Passages that hold each piece of the question; a piece that none holds may be missing."""

    def weight(self, piece: str) -> float:
        """The idf of a piece."""
        return idf(self.passages, self.holding.get(piece, 0))

    def rarity(self, asked: Sequence[str]) -> Rarity:
        """How rare the pieces of a question are."""
        return Rarity({piece: self.weight(piece) for piece in dict.fromkeys(asked)}, idf(self.passages, 0))


def coverage(asked: Sequence[str], texts: Sequence[Sequence[str]], statistics: Statistics) -> Vector:
    """The share of the question's words that each text covers, and of its things by what they say of it, as their sum.

    `asked` are its pieces; shape (texts,).
    """
    words, things = split(asked)
    of_things = _share(things, texts, statistics)
    return _share(words, texts, statistics) + np.float32(said_by(things, words)) * of_things


def _share(asked: Sequence[str], texts: Sequence[Sequence[str]], statistics: Statistics) -> Vector:
    weights = {piece: statistics.weight(piece) for piece in set(asked)}
    most = sum(weights[piece] for piece in asked)
    times = Counter(asked)
    return np.array([_covered(times, weights, text, statistics) / most if most else 0.0 for text in texts], np.float32)


def _covered(
    times: Mapping[str, int], weights: Mapping[str, float], text: Sequence[str], statistics: Statistics
) -> float:
    length = _SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * len(text) / statistics.average_pieces)
    found = Counter(piece for piece in text if piece in times)
    return sum(times[piece] * weights[piece] * count / (count + length) for piece, count in found.items())
