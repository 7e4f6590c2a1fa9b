"""The embedded engine: hybrid search over an index in this process, likeness of meaning and shared words fused."""

from collections.abc import Collection

import numpy as np

from contracts.findings.knowledge import Passage
from encoder.protocol import Vector
from knowledge.centres import centres_of
from knowledge.engine import LastAnswer, Scope
from knowledge.index import Index
from knowledge.models import without_models
from knowledge.passage_file import places_of, whole_page
from knowledge.passages import StoredPassage
from knowledge.ranking import Ranked, rank
from knowledge.reranking import Order, as_ranked
from knowledge.selection import Asked, Judges, asked_in, load_judges, select


class EmbeddedEngine:
    """Scores all passages of an index that are in scope; exact, since nothing is skipped."""

    def __init__(self, index: Index, judges: Judges | None = None) -> None:
        """`judges` are those of the index's encoder, unless given.

        Raises `ConfigurationError` if there are none.
        """
        self.index = index
        self._judges = judges or load_judges(index.manifest.encoder)
        self._centres = centres_of(index.columns.asked, index.parts.at, self._judges.space)

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
        self,
        question: str,
        vector: Vector,
        scope: Scope,
        most: int,
        language: str,
        after: LastAnswer | None = None,
        order: Order = as_ranked,
    ) -> tuple[Passage, ...]:
        """The passages in scope that answer, best first."""
        ranked, asked = self.ranked(question, vector, scope, language, after)
        return select(self.index.passages, ranked, self._judges, asked, most, order)

    def ranked(
        self, question: str, vector: Vector, scope: Scope, language: str, after: LastAnswer | None
    ) -> tuple[list[Ranked], Asked]:
        """The passages in scope that are looked at, best first, and what is known of the question."""
        words, columns = without_models(question, self.models), self.index.columns
        mask = columns.within(scope) & columns.readable_in(language)
        likely = self._centres.nearest(vector, mask, columns.language == language)
        asked = asked_in(scope, vector, language, self.index.lexical.rarity(words), after, self.models, likely)
        if not mask.any():
            return [], asked
        similarity = np.where(mask, self.index.vectors @ vector, np.float32(-np.inf))
        lexical, translated = self.index.lexical.scores(words), columns.translated
        beside = places_of(self.index.passages, after.page) if after else ()
        return rank(similarity, lexical, vector, self.index.parts.at, translated, (*beside, *likely)), asked
