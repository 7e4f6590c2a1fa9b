"""A space in which questions that one passage answers lie close together.

The encoder tells subjects apart. What decides the answer is often little beside them: "how much air do the tyres need"
is as near to "when do I need new tyres" as to "the right pressure, please". Questions that stand beside one passage
show in which directions such questions differ, and a difference there says nothing. So vectors are brought to where
these differences are as large in every direction: whitening by the covariance within classes, as in Fisher's linear
discriminant analysis. It is learned for each encoder by `python -m training question_space`, and holds for passages
that it never saw.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from statistics import fmean
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encoder.folders import file_for
from encoder.protocol import Matrix, Vector
from knowledge.part_vectors import Rows, cosines_of, directions
from languages.word_head import stored_head, write_arrays

FOLDER: Final = Path(__file__).with_name("heads")
RETRAIN: Final = "python -m training question_space"
_SECTIONS_KEPT: Final = 1_000
"""Passages of which is kept in memory how long their questions are there, some 15 kB each."""


class QuestionSpace:
    """How vectors of one encoder are brought there: from their `mean`, shape (dimensions,), by a symmetric matrix."""

    def __init__(self, encoder: str, mean: Vector, whitening: Matrix) -> None:
        self.encoder = encoder
        self._mean = mean
        self._whitening = whitening
        self._lengths_of = lru_cache(_SECTIONS_KEPT)(self._lengths)

    def there(self, vectors: Matrix) -> Matrix:
        """Bring vectors there, one a row; they come back with unit length."""
        brought = self._brought(vectors)
        found: Matrix = brought / np.linalg.norm(brought, axis=1, keepdims=True)
        return found

    def alike(self, vector: Vector, asked: Sequence[Rows]) -> Matrix:
        """Return the cosines there of a question with what each passage answers, shape (passages, 2).

        They are that with the nearest, and that with their centre; neither is a number where there are none.
        """
        towards = self._whitening @ self.there(vector[None])[0]
        counts = [len(rows) for rows in asked]
        along = np.split(cosines_of(np.concatenate(asked), towards) - self._mean @ towards, np.cumsum(counts)[:-1])
        found = np.full((len(asked), 2), np.nan, dtype=np.float32)
        for place, rows in enumerate(asked):
            if len(rows):
                lengths, centre = self._lengths_of(rows.tobytes())
                cosines = (along[place] / lengths).tolist()
                found[place] = max(cosines), fmean(cosines) / centre
        return found

    def save(self, path: Path) -> None:
        """Write it as an `.npz` file, in 16 bits."""
        arrays: dict[str, NDArray[Any]] = {
            "mean": self._mean.astype(np.float32),
            "whitening": self._whitening.astype(np.float16),
        }
        write_arrays(path, self.encoder, (), arrays)

    def _lengths(self, asked: bytes) -> tuple[Vector, float]:
        """How long each row is there, and their centre once all have one length: what costs most, and stays."""
        rows = np.frombuffer(asked, dtype=np.int8).reshape(-1, len(self._mean))
        there = self._brought(directions(rows))
        lengths: Vector = np.linalg.norm(there, axis=1)
        return lengths, float(np.linalg.norm((there / lengths[:, None]).mean(axis=0)))

    def _brought(self, vectors: Matrix) -> Matrix:
        brought: Matrix = np.matmul(vectors - self._mean, self._whitening)
        return brought


def question_space_file(encoder: str) -> Path:
    """Return where the space for an encoder lies."""
    return file_for(FOLDER, encoder, "question_space.npz")


@cache
def load_question_space(encoder: str) -> QuestionSpace:
    """Read the space for an encoder.

    Raises `ConfigurationError` if it is missing or broken, or was learned on vectors of another encoder.
    """
    with stored_head(question_space_file(encoder), encoder, RETRAIN) as stored:
        return QuestionSpace(encoder, stored["mean"], stored["whitening"].astype(np.float32))
