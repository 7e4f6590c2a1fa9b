"""Where the questions of each section have their centre: which sections a question may be meant for, all at once."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Matrix, Vector
from knowledge.part_vectors import Rows, directions
from knowledge.policy import LIKELY_SECTIONS
from knowledge.question_space import QuestionSpace

_FEWEST: Final = 2
"""Questions, the heading counted, that have a centre worth the name."""


class Centres(NamedTuple):
    """The centres of those passages that have questions beside them, in a space of questions."""

    space: QuestionSpace
    places: NDArray[np.intp]
    """Of the passages, ascending."""
    vectors: Matrix
    """Of unit length, one a passage."""

    def nearest(self, vector: Vector, readable: NDArray[np.bool_], in_language: NDArray[np.bool_]) -> list[int]:
        """Return the places of the passages whose questions a question is nearest to: in its language, then in others.

        Of every passage `readable` tells whether it may be found, and `in_language` whether it is in that language.
        """
        if not len(self.places):
            return []
        cosines = self.vectors @ self.space.there(vector[None])[0]
        kinds = (readable & in_language, readable & ~in_language)
        return [place for kind in kinds for place in self._best(cosines, kind[self.places])]

    def changed(self, place: int, rows: Rows) -> "Centres":
        """Return the same with other questions beside the passage at `place`, which has some."""
        vectors = self.vectors.copy()
        vectors[self.places == place] = self.space.there(directions(rows).mean(axis=0)[None])
        return self._replace(vectors=vectors)

    def _best(self, cosines: Vector, kind: NDArray[np.bool_]) -> list[int]:
        order = np.argsort(-np.where(kind, cosines, -np.inf), kind="stable")[:LIKELY_SECTIONS]
        return [int(self.places[i]) for i in order if kind[i]]


def centres_of(asked: Sequence[int] | NDArray[np.int32], rows: Callable[[int], Rows], space: QuestionSpace) -> Centres:
    """Return the centres of passages; `asked` says how many of the rows of each are what it answers: the first ones."""
    places = np.flatnonzero(np.asarray(asked) >= _FEWEST)
    means = [directions(rows(place)[: asked[place]]).mean(axis=0) for place in places.tolist()]
    vectors = space.there(np.array(means)) if means else np.zeros((0, 0), dtype=np.float32)
    return Centres(space, places, vectors)
