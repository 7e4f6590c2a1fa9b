"""The embedded engine: hybrid search over an index in this process, likeness of meaning and shared words fused."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from contracts.findings import Passage
from encoder.protocol import Vector
from knowledge.columns import Mask
from knowledge.engine import Scope
from knowledge.index import Index
from knowledge.ranking import fuse
from knowledge.selection import SPARE, select


class EmbeddedEngine:
    """Scores all passages of an index that are in scope; exact, since nothing is skipped."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @property
    def version(self) -> str:
        """The version of the index."""
        return self.index.manifest.version

    @property
    def models(self) -> Collection[str]:
        """Models that any passage names, in lower case."""
        names: list[str] = self.index.columns.models.tolist()
        return names

    def search(self, question: str, vector: Vector, scope: Scope, most: int, language: str) -> tuple[Passage, ...]:
        """The best passages in scope, best first; none if even the best is too unlike the question."""
        mask = self.index.columns.within(scope)
        if not mask.any():
            return ()
        similarity = self.index.vectors @ vector
        fused = fuse(similarity, self.index.lexical.scores(question))
        best = _best(fused, mask, SPARE * most)
        stored = [self.index.passages[i] for i in best]
        return select(stored, similarity[best], fused[best], most, language)


def _best(scores: Vector, mask: Mask, most: int) -> list[int]:
    """Places of the highest scores in the mask, best first; of equal ones the first."""
    scores = np.where(mask, scores, np.float32(-np.inf))
    most = min(most, int(mask.sum()))
    least = np.partition(scores, -most)[-most]
    candidates: NDArray[np.intp] = np.flatnonzero(scores >= least)
    ordered: list[int] = candidates[np.argsort(-scores[candidates], kind="stable")][:most].tolist()
    return ordered
