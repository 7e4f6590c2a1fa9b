"""Putting candidates in the order in which they answer, before they are judged."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from contracts.turn import AgentTask
from knowledge.passages import StoredPassage
from models.request import Spent

Order = Callable[[Sequence[StoredPassage]], Sequence[int] | None]
"""From candidates, as they are ranked, to the places of all of them, the likeliest answer first. None: as they are."""


class Reranker(Protocol):
    """Orders what was found in one turn."""

    @property
    def spent(self) -> Spent:
        """What that has cost so far."""
        ...

    def order(self, question: str, candidates: Sequence[StoredPassage]) -> Sequence[int] | None:
        """Return an `Order` of the candidates for a question. Raises nothing: where it fails they stay as they are."""
        ...


RerankerFor = Callable[[AgentTask], Reranker]
"""Gives the reranker of a turn."""


class AsRanked:
    """Leaves candidates as the search ranks them, and costs nothing."""

    spent = Spent()

    def order(self, question: str, candidates: Sequence[StoredPassage]) -> None:
        """Return no other order."""


AS_RANKED: Final = AsRanked()


def without_reranker(task: AgentTask) -> Reranker:
    """Return what leaves everything as it is ranked."""
    return AS_RANKED


def as_ranked(candidates: Sequence[StoredPassage]) -> None:
    """Return no other order than that of the search."""
