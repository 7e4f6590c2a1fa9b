"""Versions in a collection."""

import pytest
from opensearchpy import OpenSearch

from contracts.errors import ConfigurationError, NotFound, Unavailable
from encoder.local import LocalEncoder
from knowledge.index import Content, Index, build_index
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.schema import alias_of, index_name
from knowledge.opensearch.versions import delete, retain, serve, served, versions
from tests.unit.aws import TENANT
from tests.unit.knowledge.engine_behaviour import PASSAGES, ask, ids, small_index
from tests.unit.knowledge.judges import let_everything_answer
from tests.unit.knowledge.opensearch.standin import Collection, Refused

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)


@pytest.fixture
def loaded(client: OpenSearch, encoder: LocalEncoder, small_index: Index) -> list[str]:
    """Three versions: of one, two and three passages, in this order."""
    names = []
    for number in (1, 2, 3):
        index = build_index(Content(PASSAGES[:number], tenant=TENANT), encoder, previous=[small_index])
        names.append(load(client, index, pace=AT_ONCE).version)
    return names


def test_nothing_is_served_before_the_first_version(client: OpenSearch) -> None:
    assert served(client, TENANT) is None
    assert versions(client, TENANT) == []


def test_versions_are_listed_newest_first(client: OpenSearch, loaded: list[str]) -> None:
    assert [version.meta.version for version in versions(client, TENANT)] == loaded[::-1]
    assert [version.meta.passages for version in versions(client, TENANT)] == [3, 2, 1]


def test_the_version_that_is_served_changes_in_one_request(
    client: OpenSearch, collection: Collection, loaded: list[str]
) -> None:
    serve(client, TENANT, loaded[0])
    before = len(collection.requests)
    serve(client, TENANT, loaded[1])
    changes = [path for method, path, _ in collection.requests[before:] if method not in {"GET", "HEAD"}]
    assert changes == ["/_aliases"]
    assert collection.aliases[alias_of(TENANT)] == {index_name(TENANT, loaded[1])}


def test_going_back_is_serving_an_older_version(
    client: OpenSearch, encoder: LocalEncoder, loaded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_everything_answer(monkeypatch)
    library = OpenSearchLibrary(client, encoder.name)
    question = "Was bedeutet die rote Bremsleuchte?"
    serve(client, TENANT, loaded[1])
    assert ids(ask(library.current(TENANT), encoder, question, language="de")) == ["bremse", "brake"]
    serve(client, TENANT, loaded[0])
    again = OpenSearchLibrary(client, encoder.name).current(TENANT)
    assert again.version == loaded[0]
    assert ids(ask(again, encoder, question, language="de")) == ["brake"]


def test_a_version_that_is_not_there_cannot_be_served(client: OpenSearch, loaded: list[str]) -> None:
    serve(client, TENANT, loaded[0])
    with pytest.raises(NotFound, match="no version 0123456789abcdef"):
        serve(client, TENANT, "0123456789abcdef")
    now = served(client, TENANT)
    assert now is not None
    assert now.meta.version == loaded[0]


def test_a_deleted_version_is_gone_with_its_documents(
    client: OpenSearch, collection: Collection, loaded: list[str]
) -> None:
    delete(client, TENANT, loaded[0])
    assert index_name(TENANT, loaded[0]) not in collection.documents
    with pytest.raises(Unavailable, match="index_not_found_exception"):
        delete(client, TENANT, loaded[0])


def test_only_wanted_versions_stay_and_the_one_that_is_served(client: OpenSearch, loaded: list[str]) -> None:
    serve(client, TENANT, loaded[0])
    assert retain(client, TENANT, [loaded[2]]) == [loaded[1]]
    assert {version.meta.version for version in versions(client, TENANT)} == {loaded[0], loaded[2]}
    with pytest.raises(NotFound):
        serve(client, TENANT, loaded[1])


@pytest.mark.parametrize("meta", [{}, "another tenant's"])
def test_an_index_that_others_made_is_not_served(client: OpenSearch, loaded: list[str], meta: object) -> None:
    theirs = index_name("harbour", "1")
    said = {"_meta": versions(client, TENANT)[0].meta.changed(tenant="harbour").model_dump(mode="json")} if meta else {}
    client.indices.create(index=theirs, body={"mappings": {"properties": {}} | said})
    assert len(versions(client, TENANT)) == 3
    client.indices.update_aliases(body={"actions": [{"add": {"index": theirs, "alias": alias_of(TENANT)}}]})
    with pytest.raises(ConfigurationError, match="that of tenant harbour" if meta else "another format"):
        served(client, TENANT)


@pytest.mark.parametrize(("tenant", "other"), [("dealer", "dealer-north"), ("dealer-north", "dealer")])
def test_tenants_whose_names_begin_alike_share_no_version(
    client: OpenSearch, encoder: LocalEncoder, small_index: Index, tenant: str, other: str
) -> None:
    index = build_index(Content(PASSAGES[:1], tenant=tenant), encoder, previous=[small_index])
    serve(client, tenant, load(client, index, pace=AT_ONCE).version)
    assert versions(client, other) == []
    assert served(client, other) is None
    library = OpenSearchLibrary(client, encoder.name)
    assert [passage.id for passage in library.current(tenant).page("brake")] == ["brake"]
    with pytest.raises(NotFound):
        library.current(other)


def test_a_refusal_keeps_its_code(client: OpenSearch, collection: Collection) -> None:
    collection.failures.append(Refused(403, "Forbidden", "403 Forbidden"))
    with pytest.raises(Unavailable) as caught:
        versions(client, TENANT)
    assert caught.value.code == "Forbidden"
