"""The embedded engine: hybrid search over an index in this process, likeness of meaning and shared words fused."""

from collections.abc import Collection

import numpy as np

from contracts.findings import Passage
from encoder.protocol import Vector
from knowledge.engine import LastAnswer, Scope
from knowledge.index import Index
from knowledge.judge import Judge, load_judge
from knowledge.passage_file import places_of, whole_page
from knowledge.passages import StoredPassage
from knowledge.ranking import rank
from knowledge.selection import asked_in, select


class EmbeddedEngine:
    """Scores all passages of an index that are in scope; exact, since nothing is skipped."""

    def __init__(self, index: Index, judge: Judge | None = None) -> None:
        """`judge` is that of the index's encoder, unless given.

        Raises `ConfigurationError` if there is none.
        """
        self.index = index
        self._judge = judge or load_judge(index.manifest.encoder)

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
        self, question: str, vector: Vector, scope: Scope, most: int, language: str, after: LastAnswer | None = None
    ) -> tuple[Passage, ...]:
        """The passages in scope that answer, best first."""
        mask = self.index.columns.within(scope) & self.index.columns.readable_in(language)
        if not mask.any():
            return ()
        similarity = np.where(mask, self.index.vectors @ vector, np.float32(-np.inf))
        lexical, translated = self.index.lexical.scores(question), self.index.columns.translated
        beside = places_of(self.index.passages, after.page) if after else ()
        ranked = rank(similarity, lexical, vector, self.index.parts.at, translated, beside)
        asked = asked_in(scope, language, self.index.lexical.rarity(question), after, self.models)
        return select(self.index.passages, ranked, self._judge, asked, most)
