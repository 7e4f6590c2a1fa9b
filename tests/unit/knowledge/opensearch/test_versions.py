"""Versions in a collection."""

import pytest
from opensearchpy import OpenSearch

from contracts.errors import ConfigurationError, NotFound, Unavailable
from encoder.local import LocalEncoder
from knowledge.index import Content, Index, build_index
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.schema import SERVED, index_name
from knowledge.opensearch.versions import delete, retain, serve, served, versions
from tests.unit.knowledge.engine_behaviour import PASSAGES, ask, ids, small_index
from tests.unit.knowledge.opensearch.standin import Collection, Refused

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)


@pytest.fixture
def loaded(client: OpenSearch, encoder: LocalEncoder, small_index: Index) -> list[str]:
    """Three versions: of one, two and three passages, in this order."""
    names = []
    for number in (1, 2, 3):
        index = build_index(Content(PASSAGES[:number]), encoder, known=[small_index])
        names.append(load(client, index, pace=AT_ONCE).version)
    return names


def test_nothing_is_served_before_the_first_version(client: OpenSearch) -> None:
    assert served(client) is None
    assert versions(client) == []


def test_versions_are_listed_newest_first(client: OpenSearch, loaded: list[str]) -> None:
    assert [version.meta.version for version in versions(client)] == loaded[::-1]
    assert [version.meta.passages for version in versions(client)] == [3, 2, 1]


def test_the_version_that_is_served_changes_in_one_request(
    client: OpenSearch, collection: Collection, loaded: list[str]
) -> None:
    serve(client, loaded[0])
    before = len(collection.requests)
    serve(client, loaded[1])
    changes = [path for method, path, _ in collection.requests[before:] if method not in {"GET", "HEAD"}]
    assert changes == ["/_aliases"]
    assert collection.aliases[SERVED] == {index_name(loaded[1])}


def test_going_back_is_serving_an_older_version(client: OpenSearch, encoder: LocalEncoder, loaded: list[str]) -> None:
    library = OpenSearchLibrary(client, encoder.name)
    question = "Was bedeutet die rote Bremsleuchte?"
    serve(client, loaded[1])
    assert ids(ask(library.current(), encoder, question, language="de")) == ["bremse", "brake"]
    serve(client, loaded[0])
    again = OpenSearchLibrary(client, encoder.name).current()
    assert again.version == loaded[0]
    assert ids(ask(again, encoder, question, language="de")) == ["brake"]


def test_a_version_that_is_not_there_cannot_be_served(client: OpenSearch, loaded: list[str]) -> None:
    serve(client, loaded[0])
    with pytest.raises(NotFound, match="no version 0123456789abcdef"):
        serve(client, "0123456789abcdef")
    now = served(client)
    assert now is not None
    assert now.meta.version == loaded[0]


def test_a_deleted_version_is_gone_with_its_documents(
    client: OpenSearch, collection: Collection, loaded: list[str]
) -> None:
    delete(client, loaded[0])
    assert index_name(loaded[0]) not in collection.documents
    with pytest.raises(Unavailable, match="index_not_found_exception"):
        delete(client, loaded[0])


def test_only_wanted_versions_stay_and_the_one_that_is_served(client: OpenSearch, loaded: list[str]) -> None:
    serve(client, loaded[0])
    assert retain(client, [loaded[2]]) == [loaded[1]]
    assert {version.meta.version for version in versions(client)} == {loaded[0], loaded[2]}
    with pytest.raises(NotFound):
        serve(client, loaded[1])


def test_an_index_that_others_made_is_no_version(client: OpenSearch, loaded: list[str]) -> None:
    client.indices.create(index=f"{SERVED}-of-others", body={"mappings": {"properties": {}}})
    assert len(versions(client)) == 3
    client.indices.update_aliases(body={"actions": [{"add": {"index": f"{SERVED}-of-others", "alias": SERVED}}]})
    with pytest.raises(ConfigurationError, match="of another format"):
        served(client)


def test_a_refusal_keeps_its_code(client: OpenSearch, collection: Collection) -> None:
    collection.failures.append(Refused(403, "Forbidden", "403 Forbidden"))
    with pytest.raises(Unavailable) as caught:
        versions(client)
    assert caught.value.code == "Forbidden"
