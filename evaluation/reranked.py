"""A reranker as it is asked in a turn, for collections with known answers: its order, its failures, its cost."""

import argparse
from collections.abc import Sequence

from agents.knowledge.rerank import reranker_on_bedrock
from contracts.turn import AgentTask
from knowledge.index import Index
from knowledge.reranking import RerankerFor
from models.breaker import Breakers, BreakersHere
from models.metering import Call
from models.places import place_of_reranker
from models.request import Spent
from models.rerank import RerankClient, RerankRequest, bedrock_invocations
from privacy import detect, mask

RERANKED = "reranked"
"""What answers, with the first passages in the reranker's order."""


def add_rerank_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told a reranker."""
    parser.add_argument("--rerank", metavar="ID", help="of a reranker on Bedrock, which costs money; none without")


def reranker_of(options: argparse.Namespace) -> RerankerFor | None:
    """Return the reranker that was asked for, as functions in the region of the options ask it; None without one."""
    return reranker_called(options.rerank, options.region) if options.rerank else None


def reranker_called(model: str, region: str) -> RerankerFor:
    """Return the reranker of this id as functions in a region ask it. Raises `ConfigurationError`."""
    place = place_of_reranker(model, region)
    client = RerankClient(place, bedrock_invocations(place.region), Breakers(BreakersHere()), _counted_here)
    return reranker_on_bedrock(client, lambda text: mask(text, detect(text)).text)


def _counted_here(request: RerankRequest, call: Call) -> None:
    """Log nothing: `Reranking` counts."""


class Reranking:
    """Orders what was found for many questions, and counts."""

    def __init__(self, reranker_for: RerankerFor) -> None:
        self._reranker_for = reranker_for
        self.spent = Spent()
        self.failed = 0
        """Questions whose passages stayed as they were ranked, since no order came in time."""

    def reordered(self, index: Index, question: str, places: Sequence[int]) -> Sequence[int]:
        """Return places of passages, best first, with the first of them in the reranker's order."""
        reranker = self._reranker_for(AgentTask(text=question))
        put = reranker.order(question, [index.passages[place] for place in places])
        self.spent = self.spent.and_(reranker.spent)
        self.failed += put is None
        return places if put is None else [places[one] for one in put]
