"""Passages part by part: a question is often about one sentence, which the vector of its whole passage blurs."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from contracts.policy import PART_CHARS
from encoder.protocol import Matrix, Vector
from knowledge.passage_file import ends_of
from knowledge.spans import fitted
from languages.sentences import CUT

Rows = NDArray[np.int8]
"""Directions, one a row: their length says nothing, so eight bits a number are enough."""
_BREAKS: Final = (re.compile(r"\n"), CUT, re.compile(r"\s+"))
_LARGEST: Final = 127


def cut(section: str, text: str) -> list[str]:
    """The parts of a passage: its heading, and whole lines or sentences where they fit; none of a text too short.

    Handbooks ask in their headings what customers ask.
    """
    spans = list(fitted(text, (0, len(text)), PART_CHARS, _BREAKS))
    stretches = [text[start:end].strip() for start, end in spans] if len(spans) > 1 else []
    return [section, *stretches] if section else stretches


def rows_of(vectors: Matrix) -> Rows:
    """Vectors of unit length as rows, shape (parts, dimensions)."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    rows: Rows = np.rint(vectors / largest * _LARGEST).astype(np.int8)
    return rows


class Likest(NamedTuple):
    """The row that is most like a question, and the cosine of both."""

    row: int
    similarity: float


def likest(rows: Rows, vector: Vector) -> Likest | None:
    """The row that is most like `vector`, which has unit length; None where there are no rows."""
    if not len(rows):
        return None
    directions = rows.astype(np.float32)
    cosines = directions @ vector / np.linalg.norm(directions, axis=1)
    row = int(cosines.argmax())
    return Likest(row, float(cosines[row]))


class Parts(NamedTuple):
    """The rows of all passages, one passage after the other; those of passage i end before row `ends[i]`."""

    rows: Rows
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, passages: Sequence[Rows]) -> Self:
        """From the rows of each passage."""
        rows = np.vstack(passages) if passages else np.zeros((0, 0), dtype=np.int8)
        return cls(rows, np.cumsum([len(found) for found in passages], dtype=np.int64))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Map what `save` wrote into memory. Raises `ValueError` or `OSError` if it is incomplete."""
        parts = cls(np.load(path, mmap_mode="r"), np.load(ends_of(path)))
        if len(parts.rows) != (parts.ends[-1] if len(parts.ends) else 0):
            raise ValueError("parts are cut off")
        return parts

    def save(self, path: Path) -> None:
        """Write the rows, and beside them where each passage's end."""
        np.save(path, self.rows)
        np.save(ends_of(path), self.ends)

    def at(self, place: int) -> Rows:
        """The rows of one passage."""
        return self.rows[self.ends[place - 1] if place else 0 : self.ends[place]]
