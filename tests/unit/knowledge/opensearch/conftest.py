"""A collection in memory behind the real client library."""

import os
from typing import Any

import pytest
from opensearchpy import OpenSearch

from tests.unit.knowledge.opensearch.specification import specification
from tests.unit.knowledge.opensearch.standin import Collection, Judge, StandIn


@pytest.fixture
def collection() -> Collection:
    return Collection()


@pytest.fixture(scope="session")
def judge() -> Judge | None:
    root = os.environ.get("OPENSEARCH_SPECIFICATION")
    return specification(root).judge if root else None


@pytest.fixture
def client(collection: Collection, judge: Judge | None) -> OpenSearch:
    return connected(collection, judge)


def connected(collection: Collection, judge: Judge | None = None) -> OpenSearch:
    class Connected(StandIn):
        def __init__(self, **options: Any) -> None:
            super().__init__(collection, judge, **options)

    return OpenSearch(hosts=[{"host": "collection", "port": 443}], connection_class=Connected, max_retries=0)
