"""BM25 over pieces of words (bm25s; Lù, "BM25S", arXiv 2407.03618).

Words are cut into overlapping pieces of four characters, without case and accents. That needs no list of stop words and
no stemmer, so one index serves every language: inflections, compounds and typing errors share most of their pieces, and
so do words that languages share, such as names, units and part numbers. The things that a text is about
(`knowledge/terms.py`) are pieces too: a question shares those with a page in another language.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import log1p
from pathlib import Path
from typing import Final, NamedTuple, cast

import bm25s
import numpy as np

from encoder.protocol import Vector
from knowledge.policy import THING_PIECES
from knowledge.terms import split_words, terms

_PIECE: Final = 4
_THING: Final = "="
"""Begins the piece of a thing; no piece of a word holds it."""


class Rarity(NamedTuple):
    """How rare the pieces of a question are among the passages."""

    weights: Mapping[str, float]
    """The idf of each piece."""
    unseen: float
    """That of a piece which no passage holds: the largest there is."""

    @property
    def mean(self) -> float:
        """How rare they are on average, 0..1; 1 means that no passage holds any."""
        return sum(self.weights.values()) / len(self.weights) / self.unseen if self.weights else 0.0

    def split(self) -> tuple["Rarity", "Rarity"]:
        """Return that of the pieces of words, and that of things."""
        words, things = split(self.weights)
        return self._of(words), self._of(things)

    def _of(self, found: Iterable[str]) -> "Rarity":
        return Rarity({piece: self.weights[piece] for piece in found}, self.unseen)

    def covered(self, held: Set[str]) -> float:
        """The share of the question that a passage of the pieces `held` covers, each piece by its rarity, 0..1."""
        total = sum(self.weights.values())
        return sum(weight for piece, weight in self.weights.items() if piece in held) / total if total else 0.0


def idf(passages: int, holding: int) -> float:
    """The weight of a piece that `holding` of so many passages hold, as bm25s reckons it."""
    return log1p((passages - holding + 0.5) / (holding + 0.5))


class LexicalIndex:
    """Scores every passage by the pieces of words it shares with a question."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model

    def scores(self, question: str) -> Vector:
        """How much of the question's words each passage covers, and of its things by what they say of it, as their sum.

        From 0 to 2, shape (passages,). BM25, divided by the most that a passage could score. Pieces that no passage
        holds count in that, so a question in another language, or about something else, shares few words with any.
        """
        words, things = split(pieces(question))
        return self._share(words) + np.float32(said_by(things, words)) * self._share(things)

    def _share(self, asked: Sequence[str]) -> Vector:
        known = [piece for piece in asked if piece in self._model.vocab_dict]
        if not known:
            return np.zeros(self._model.scores["num_docs"], dtype=np.float32)
        most = sum(self._weight(piece) for piece in asked)
        return cast(Vector, self._model.get_scores(known).astype(np.float32)) / np.float32(most)

    def rarity(self, question: str) -> Rarity:
        """How rare the pieces of a question are."""
        weights = {piece: self._weight(piece) for piece in dict.fromkeys(pieces(question))}
        return Rarity(weights, idf(self._model.scores["num_docs"], 0))

    def _weight(self, piece: str) -> float:
        """The piece's idf, as bm25s reckons it: what a passage scores for it at most."""
        passages, holding = self._model.scores["num_docs"], 0
        if piece in self._model.vocab_dict:
            starts, number = self._model.scores["indptr"], self._model.vocab_dict[piece]
            holding = int(starts[number + 1] - starts[number])
        return idf(passages, holding)

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._model.save(str(folder), show_progress=False)


def build_lexical(texts: Sequence[str]) -> LexicalIndex:
    """Index the texts, in their order; one at least."""
    model, numbers = bm25s.BM25(), dict[str, int]()
    # Numbers instead of pieces: at 100,000 passages that saves gigabytes.
    numbered = [array("i", [numbers.setdefault(piece, len(numbers)) for piece in pieces(text)]) for text in texts]
    model.index((numbered, numbers), show_progress=False)
    return LexicalIndex(model)


def load_lexical(folder: Path) -> LexicalIndex:
    """Map what `save` wrote into memory."""
    model = bm25s.BM25.load(str(folder), load_corpus=False, mmap=True)
    mapped = ("data", "indices", "indptr")
    model.scores |= {name: model.scores[name].view(np.ndarray) for name in mapped}  # the same pages, cheaper to slice
    return LexicalIndex(model)


def pieces(text: str) -> list[str]:
    """The pieces of every word, then the things that the text is about, each as one piece.

    `_` is where a word begins and ends: `brake` gives `_bra`, `brak`, `rake`, `ake_`, and `=brake`.
    """
    words = split_words(text)
    return [piece for word in words for piece in _cut(f"_{word}_")] + [_THING + thing for thing in terms(words)]


def said_by(things: Sequence[str], words: Sequence[str]) -> float:
    """How much of a question its things say, 0..1: of a long one that names a single thing, little."""
    return min(1.0, THING_PIECES * len(things) / len(words)) if words else 0.0


def split(found: Iterable[str]) -> tuple[list[str], list[str]]:
    """Pieces of words, and those of things."""
    words, things = list[str](), list[str]()
    for piece in found:
        (things if piece.startswith(_THING) else words).append(piece)
    return words, things


def _cut(word: str) -> Iterator[str]:
    for start in range(max(1, len(word) - _PIECE + 1)):
        yield word[start : start + _PIECE]
