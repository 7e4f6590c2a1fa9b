"""What a search engine is: the embedded index and OpenSearch answer the same question the same way."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from contracts.base import Strict
from contracts.findings.knowledge import Passage
from encoder.protocol import Vector
from knowledge.metadata import Audience
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import ANSWERS
from knowledge.reranking import Order, as_ranked


class Scope(Strict):
    """Which passages may answer. A passage that does not say fits every model, year and market."""

    today: date
    """Only passages that hold on this day."""
    audience: Audience = "customer"
    """`customer` hides what is meant for agents; `agent` sees both."""
    models: tuple[str, ...] = ()
    """Models the question is about; none means any."""
    year: int | None = None
    """Model year the question is about."""
    market: str | None = None
    """Country of the customer, ISO 3166-1 alpha-2; None where it is unknown, which hides nothing."""
    languages: tuple[str, ...] = ()
    """Languages a passage may be in; none means any."""
    least: float = ANSWERS
    """From which probability on a passage answers; 0 where something surer than the judge tells what may be quoted."""


class LastAnswer(Strict):
    """What the answer before quoted, and whether the question goes on from it."""

    passage: str
    """Id of the passage."""
    follows: float
    """How likely the question means something only after that answer, 0..1."""

    @property
    def page(self) -> str:
        """The page that was quoted."""
        return page_of(self.passage)


class Pages(Protocol):
    """The documents of one tenant, to be read page by page."""

    @property
    def version(self) -> str:
        """Names the state of the collection that answers."""
        ...

    def page(self, page: str) -> Sequence[StoredPassage]:
        """All passages of the document whose ids begin with `page`, in its order, for whomever they are.

        Also those that no search finds, since another document says the same. Raises `Unavailable`.
        """
        ...


class Engine(Pages, Protocol):
    """Finds passages of one tenant."""

    @property
    def models(self) -> Collection[str]:
        """Models that any passage names; a question with one of these names is about that model."""
        ...

    def search(
        self,
        question: str,
        vector: Vector,
        scope: Scope,
        most: int,
        language: str,
        after: LastAnswer | None = None,
        order: Order = as_ranked,
    ) -> Sequence[Passage]:
        """The passages in scope that answer, best first.

        `vector` is the question's, unit length; `language` is the question's, ISO 639-1; `after` is the
        answer before, whose page is likely to hold what a follow-up asks; `order` puts the candidates in order before
        they are judged. Raises `Unavailable` if the engine cannot be
        reached.
        """
        ...
