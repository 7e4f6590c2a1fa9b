"""The judge of requests can refuse. Needs a copy of the official specification (see `specification.py`)."""

from typing import Any

import pytest

from tests.unit.knowledge.opensearch.standin import Judge


@pytest.fixture(autouse=True)
def judged(judge: Judge | None) -> Judge:
    if judge is None:
        pytest.skip("OPENSEARCH_SPECIFICATION names no copy of the OpenSearch API specification")
    return judge


@pytest.mark.parametrize(
    ("method", "path", "params", "body"),
    [
        ("POST", "/i/_search", {}, '{"qery": {"match_all": {}}}'),
        ("POST", "/i/_search", {}, '{"query": {"match_al": {}}}'),
        ("POST", "/i/_search", {}, '{"query": {"knn": {"vector": {"vector": [1.0], "k": 1, "filtr": {}}}}}'),
        ("POST", "/i/_search", {}, '{"query": {"range": {"year": {"less": 3}}}}'),
        ("POST", "/i/_search", {"sise": "3"}, '{"query": {"match_all": {}}}'),
        ("PUT", "/i", {}, '{"mappings": {"properties": {"v": {"type": "knn_vector", "dimensions": 3}}}}'),
        ("POST", "/_aliases", {}, '{"actions": [{"ad": {"index": "i", "alias": "a"}}]}'),
        ("POST", "/i/_bulk", {}, '{"idex": {}}\n{}\n'),
        ("POST", "/i/_bulk", {}, '{"index": {}}\n{}'),
        ("POST", "/i/_msearch", {}, '{}\n{"query": {"terms": {"a": 3}}}\n'),
        ("GET", "/i/_mappings_of", {}, None),
        ("POST", "/_forcemerge", {}, None),
    ],
)
def test_a_request_that_the_specification_does_not_know_is_refused(
    judged: Judge, method: str, path: str, params: dict[str, Any], body: str | None
) -> None:
    with pytest.raises(AssertionError):
        judged(method, path, params, body, (200, ""))


def test_an_answer_that_the_specification_does_not_know_is_refused(judged: Judge) -> None:
    with pytest.raises(AssertionError, match="count"):
        judged("POST", "/i/_count", {}, None, (200, '{"cuont": 3}'))
