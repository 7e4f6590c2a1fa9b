"""What is asked of OpenSearch."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from knowledge.engine import Scope
from knowledge.opensearch.policy import SEARCH_HITS
from knowledge.opensearch.query import SEARCHED_PIECES, keys_after, scope_filter, searches

TODAY = date(2026, 11, 21)
VECTOR = np.array([0.5, -0.5], dtype=np.float32)


def test_a_scope_that_says_nothing_asks_for_what_customers_may_read_today() -> None:
    assert scope_filter(Scope(today=TODAY)) == [
        {"range": {"valid_from": {"lte": "2026-11-21"}}},
        {"range": {"valid_until": {"gte": "2026-11-21"}}},
        {"term": {"audience": "customer"}},
    ]


def test_each_field_of_a_scope_becomes_a_filter_that_open_passages_pass() -> None:
    scope = Scope(today=TODAY, audience="agent", models=("Kite",), year=2024, market="DE", languages=("de", "en"))
    assert scope_filter(scope)[2:] == [
        {"terms": {"models": ["kite", "any"]}},
        {"range": {"year_from": {"lte": 2024}}},
        {"range": {"year_to": {"gte": 2024}}},
        {"terms": {"markets": ["DE", "any"]}},
        {"terms": {"language": ["de", "en"]}},
    ]


REPLACED = {"bool": {"must_not": [{"term": {"not_for": "de"}}]}}


@pytest.mark.parametrize(
    ("first", "kind"),
    [(0, [{"term": {"only_for": "any"}}, REPLACED]), (2, [{"term": {"only_for": "de"}}])],
)
def test_translations_and_other_pages_are_searched_apart_by_meaning_and_words_with_the_same_filter(
    first: int, kind: list[dict[str, Any]]
) -> None:
    meaning, words = searches(["_oil", "oil_", "_oil"], VECTOR, Scope(today=TODAY), "de")[first : first + 2]
    nearest = meaning["query"]["knn"]["vector"]
    assert (nearest["vector"], nearest["k"]) == ([0.5, -0.5], SEARCH_HITS)
    filters = [*scope_filter(Scope(today=TODAY)), *kind]
    assert nearest["filter"]["bool"]["filter"] == words["query"]["bool"]["filter"] == filters
    assert words["query"]["bool"]["must"] == [{"match": {"words": {"query": "_oil oil_"}}}]
    assert meaning["_source"] == words["_source"] == ["passage", "likeness", "parts", "only_for"]


def test_last_is_asked_how_rare_the_words_are() -> None:
    *_, rarity = searches(["_oil", "oil_", "_oil"], VECTOR, Scope(today=TODAY), "de")
    assert rarity["query"] == {"bool": {"filter": [{"terms": {"piece": ["_oil", "oil_"]}}]}}
    assert rarity["size"] == 4


def test_without_words_only_the_meaning_is_searched() -> None:
    asked = searches([], VECTOR, Scope(today=TODAY), "en")
    assert [list(search["query"]) for search in asked] == [["knn"], ["knn"]]


def test_a_very_long_question_stays_below_the_number_of_clauses_that_a_query_may_have() -> None:
    asked = [f"p{number}" for number in range(4_000)]
    _, words, *_, rarity = searches(asked, VECTOR, Scope(today=TODAY), "en")
    assert len(words["query"]["bool"]["must"][0]["match"]["words"]["query"].split()) == SEARCHED_PIECES < 1_024
    assert len(rarity["query"]["bool"]["filter"][0]["terms"]["piece"]) == 4_000


@pytest.mark.parametrize("key", [None, "abc"])
def test_keys_are_listed_in_pages(key: str | None) -> None:
    assert keys_after(key).get("search_after") == (None if key is None else ["abc"])
