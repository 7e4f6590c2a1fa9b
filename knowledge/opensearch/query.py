"""A question as requests: the nearest passages by meaning, those that share its words, and how rare the words are.

OpenSearch can fuse both lists itself, by a hybrid query and a normalization processor, and Serverless offers that
(docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-configure-neural-search.html). It is not used:
the processor stretches the scores of each question to 0..1, so that the best passage scores 1 even when nothing
answers. What does is judged by exact cosines, which both engines must see alike.
"""

from collections.abc import Sequence
from typing import Any, Final

from encoder.protocol import Vector
from knowledge.engine import Scope
from knowledge.opensearch.entries import ANY
from knowledge.opensearch.policy import SEARCH_HITS

SEARCHED_PIECES: Final = 900
"""Most different pieces of a question that are looked for; a query may hold 1,024 clauses."""
PAGE: Final = 10_000
"""Most hits of one answer (`index.max_result_window`)."""

RARITY_SPARE: Final = 2
"""A load that was interrupted may have sent documents twice; so many times each piece may be there."""

Body = dict[str, Any]
_FOUND: Final[Body] = {"size": SEARCH_HITS, "_source": ["passage", "likeness", "parts", "only_for"]}


def scope_filter(scope: Scope) -> list[Body]:
    """The scope as filter clauses."""
    today = scope.today.isoformat()
    clauses: list[Body] = [{"range": {"valid_from": {"lte": today}}}, {"range": {"valid_until": {"gte": today}}}]
    if scope.audience == "customer":
        clauses.append({"term": {"audience": scope.audience}})
    if scope.models:
        clauses.append({"terms": {"models": [*(model.casefold() for model in scope.models), ANY]}})
    if scope.year is not None:
        clauses += [{"range": {"year_from": {"lte": scope.year}}}, {"range": {"year_to": {"gte": scope.year}}}]
    if scope.market is not None:
        clauses.append({"terms": {"markets": [scope.market, ANY]}})
    if scope.languages:
        clauses.append({"terms": {"language": [*scope.languages]}})
    return clauses


def searches(asked: Sequence[str], vector: Vector, scope: Scope, language: str, page: str | None = None) -> list[Body]:
    """The searches of one question, to be sent together: for passages, then how rare its pieces of words are.

    Translations into `language` and all other pages are searched apart, so that neither crowds out the other. What
    stands on `page` comes along in any case. Without pieces of words there are only the searches by meaning.
    """
    distinct = list(dict.fromkeys(asked))[:PAGE]
    replaced = {"bool": {"must_not": [{"term": {"not_for": language}}]}}
    kinds: list[list[Body]] = [[{"term": {"only_for": ANY}}, replaced], [{"term": {"only_for": language}}]]
    passages = [search for kind in kinds for search in _for_passages(distinct, vector, [*scope_filter(scope), *kind])]
    if page is not None:
        passages.append(_FOUND | {"query": {"bool": {"filter": [*scope_filter(scope), {"term": {"page": page}}]}}})
    if not distinct:
        return passages
    rarity = {
        "size": min(PAGE, RARITY_SPARE * len(distinct)),
        "_source": ["piece", "holding"],
        "query": {"bool": {"filter": [{"terms": {"piece": distinct}}]}},
    }
    return [*passages, rarity]


def _for_passages(distinct: Sequence[str], vector: Vector, filters: Sequence[Body]) -> list[Body]:
    nearest = {"vector": vector.tolist(), "k": SEARCH_HITS, "filter": {"bool": {"filter": filters}}}
    meaning = _FOUND | {"query": {"knn": {"vector": nearest}}}
    if not distinct:
        return [meaning]
    words = {"match": {"words": {"query": " ".join(distinct[:SEARCHED_PIECES])}}}
    return [meaning, _FOUND | {"query": {"bool": {"must": [words], "filter": filters}}}]


def of_page(page: str) -> Body:
    """All passages of a document, also those that no search finds."""
    return {"size": PAGE, "_source": ["passage"], "query": {"bool": {"filter": [{"term": {"page": page}}]}}}


def keys_after(key: str | None) -> Body:
    """One page of the keys of all documents of an index, in order, after `key`."""
    page: Body = {"size": PAGE, "_source": ["key"], "query": {"match_all": {}}, "sort": [{"key": "asc"}]}
    return page if key is None else page | {"search_after": [key]}
