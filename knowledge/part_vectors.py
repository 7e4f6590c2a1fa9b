"""Vectors of the parts of passages: a question is often about one sentence, which the vector of a passage blurs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Matrix, Vector
from knowledge.passage_file import ends_of

Rows = NDArray[np.int8]
"""Directions, one a row: their length says nothing, so eight bits a number are enough."""
_LARGEST: Final = 127


def rows_of(vectors: Matrix) -> Rows:
    """Vectors of unit length as rows, shape (parts, dimensions)."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    rows: Rows = np.rint(vectors / largest * _LARGEST).astype(np.int8)
    return rows


def cosines_of(rows: Rows, vector: Vector) -> Vector:
    """The cosine of each row with `vector`, times the length of that, shape (rows,)."""
    if not len(rows):
        return np.zeros(0, dtype=np.float32)
    numbers = rows.astype(np.float32)
    cosines: Vector = numbers @ vector / np.sqrt(np.vecdot(numbers, numbers))
    return cosines


def directions(rows: Rows) -> Matrix:
    """The rows as vectors of unit length."""
    numbers = rows.astype(np.float32)
    found: Matrix = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
    return found


class PartVectors(NamedTuple):
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
        mapped = np.load(path, mmap_mode="r")
        parts = cls(mapped.view(np.ndarray), np.load(ends_of(path)))  # over the same pages, and cheaper to slice
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
