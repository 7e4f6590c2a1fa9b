"""The engine's behaviour on a real OpenSearch 3 server. What that server holds below `knowledge` is lost.

For example: docker run -p 9200:9200 -e discovery.type=single-node -e DISABLE_SECURITY_PLUGIN=true
opensearchproject/opensearch:3, and OPENSEARCH_URL=http://localhost:9200
"""

import os
from collections.abc import Iterator

import pytest
from opensearchpy import OpenSearch

from encoder.local import LocalEncoder
from infra.local.settings import TENANT
from knowledge.engine import Engine
from knowledge.index import Index
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.versions import delete, serve, versions
from tests.unit.knowledge.engine_behaviour import EngineBehaviour, Open, small_index

__all__ = ["small_index"]
URL = os.environ.get("OPENSEARCH_URL")
pytestmark = pytest.mark.skipif(URL is None, reason="OPENSEARCH_URL names no server to test with")


@pytest.fixture(scope="session")
def encoder() -> LocalEncoder:
    return LocalEncoder()


@pytest.fixture
def server() -> Iterator[OpenSearch]:
    client = OpenSearch(URL, timeout=60)
    yield client
    for version in versions(client, TENANT):
        delete(client, TENANT, version.meta.version)


class TestOpenSearchServer(EngineBehaviour):
    """A real server."""

    @pytest.fixture
    def open_engine(self, server: OpenSearch, encoder: LocalEncoder) -> Open:
        def open_served(index: Index) -> Engine:
            load(server, index, pace=Pace(look=0.2))
            serve(server, TENANT, index.manifest.version)
            return OpenSearchLibrary(server, encoder.name).current(TENANT)

        return open_served
