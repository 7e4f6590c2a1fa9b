"""The engine over a collection: hits of OpenSearch, ranked here as the embedded engine ranks them.

OpenSearch names the passages that are nearest in meaning and those that share the question's words. For each of them
cosines and the share of the question that it covers are then reckoned exactly, from what came along with it: a server's
own scores depend on its version, its shards and its compression, and the judge of what answers could make nothing of
them.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from contracts.errors import Unavailable
from contracts.findings.knowledge import Passage
from encoder.protocol import Vector
from knowledge.centres import centres_of
from knowledge.engine import LastAnswer, Scope
from knowledge.lexical import pieces
from knowledge.models import without_models
from knowledge.opensearch.client import DEPENDENCY, answered
from knowledge.opensearch.coverage import Statistics, coverage
from knowledge.opensearch.entries import Hit, read_hits, read_passage
from knowledge.opensearch.query import Body, of_page, searches
from knowledge.opensearch.versions import Version
from knowledge.passage_file import places_of
from knowledge.passages import StoredPassage
from knowledge.ranking import rank
from knowledge.reranking import Order, as_ranked
from knowledge.selection import asked_in, load_judges, select

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

Hits = Sequence[Mapping[str, Any]]


class OpenSearchEngine:
    """Searches one version."""

    def __init__(self, client: "OpenSearch", version: Version) -> None:
        """Raises `ConfigurationError` if there is no judge for the encoder of the version."""
        self._client = client
        self._index, self._meta = version
        self._judges = load_judges(self._meta.encoder)

    @property
    def version(self) -> str:
        """The version that is searched."""
        return self._meta.version

    @property
    def models(self) -> Collection[str]:
        """Models that any passage names, in lower case."""
        return self._meta.models

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
        """The passages in scope that answer, best first.

        One request. Raises `Unavailable` if it fails, takes too long, or was answered in part only.
        """
        if not self._meta.passages:
            return ()
        asked = pieces(without_models(question, self.models))
        hits = self._ask(searches(asked, vector, scope, language, after.page if after else None))
        rarity = hits.pop() if asked else ()
        found = list(read_hits([hit for one in hits for hit in one]))
        if not found:
            return ()
        passages = [hit.passage for hit in found]
        similarity = np.array([hit.vector for hit in found]) @ vector
        statistics = self._statistics(rarity)
        share = coverage(asked, [pieces(passage.searchable()) for passage in passages], statistics)
        translated = np.array([hit.translated for hit in found])
        beside = places_of(passages, after.page) if after else ()
        likely = self._likely(found, vector, language)
        ranked = rank(similarity, share, vector, lambda place: found[place].parts, translated, (*beside, *likely))
        about = asked_in(scope, vector, language, statistics.rarity(asked), after, self.models, likely)
        return select(passages, ranked, self._judges, about, most, order)

    def page(self, page: str) -> tuple[StoredPassage, ...]:
        """All passages of a document, in its order. Raises `Unavailable`."""
        [hits] = self._ask([of_page(page)])
        passages = filter(None, (read_passage(hit["_source"]) for hit in hits))
        found = {passage.number: passage for passage in passages}  # a load that broke off may have sent one twice
        return tuple(found[number] for number in sorted(found))

    def _likely(self, found: Sequence[Hit], vector: Vector, language: str) -> list[int]:
        """Places of the hits beside which the nearest questions stand."""
        asked = [len(hit.passage.asked()) for hit in found]
        centres = centres_of(asked, lambda place: found[place].parts, self._judges.space)
        in_language = np.array([hit.passage.language == language for hit in found])
        return centres.nearest(vector, np.ones(len(found), dtype=bool), in_language)

    def _ask(self, bodies: Sequence[Body]) -> list[Hits]:
        lines = "".join(f"{{}}\n{json.dumps(body)}\n" for body in bodies)
        with answered():  # the library's own `msearch` sends POST, which is not among the operations of Serverless
            answer = self._client.transport.perform_request("GET", f"/{self._index}/_msearch", body=lines)
        return [_hits(response) for response in answer["responses"]]

    def _statistics(self, rarity: Hits) -> Statistics:
        holding = {hit["_source"]["piece"]: hit["_source"]["holding"] for hit in rarity}
        return Statistics(self._meta.passages, self._meta.average_pieces, holding)


def _hits(response: Mapping[str, Any]) -> Hits:
    if "error" in response:
        raise Unavailable(DEPENDENCY, response["error"]["type"])
    if response["timed_out"] or response["_shards"]["failed"]:
        raise Unavailable(DEPENDENCY, "PartialAnswer")
    hits: Hits = response["hits"]["hits"]
    return hits
