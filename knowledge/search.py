"""The embedded engine: hybrid search over an index in this process, likeness of meaning and shared words fused."""

from collections.abc import Collection

import numpy as np

from contracts.findings import Passage
from encoder.protocol import Vector
from encoder.thresholds import Thresholds, load_thresholds
from knowledge.engine import Scope
from knowledge.index import Index
from knowledge.passage_file import whole_page
from knowledge.passages import StoredPassage
from knowledge.ranking import rank
from knowledge.selection import select


class EmbeddedEngine:
    """Scores all passages of an index that are in scope; exact, since nothing is skipped."""

    def __init__(self, index: Index, thresholds: Thresholds | None = None) -> None:
        """`thresholds` are those measured for the index's encoder, unless given.

        Raises `ConfigurationError` if nobody measured from which cosine on a passage of this encoder answers.
        """
        self.index = index
        self._thresholds = thresholds or load_thresholds(index.manifest.encoder)

    @property
    def version(self) -> str:
        """The version of the index."""
        return self.index.manifest.version

    @property
    def models(self) -> Collection[str]:
        """Models that any passage names, in lower case."""
        names: list[str] = self.index.columns.models.tolist()
        return names

    def page(self, page: str) -> tuple[StoredPassage, ...]:
        """All passages of a document, in its order."""
        return whole_page(page, self.index.passages, self.index.repeated)

    def search(
        self, question: str, vector: Vector, scope: Scope, most: int, language: str, after: str | None = None
    ) -> tuple[Passage, ...]:
        """The best passages in scope, best first; none if even the best is too unlike the question."""
        mask = self.index.columns.within(scope) & self.index.columns.readable_in(language)
        if not mask.any():
            return ()
        similarity = np.where(mask, self.index.vectors @ vector, np.float32(-np.inf))
        lexical, translated = self.index.lexical.scores(question), self.index.columns.translated
        ranked = rank(similarity, lexical, vector, self.index.parts.at, translated)
        return select(self.index.passages, ranked, self._thresholds, most, language, after)
