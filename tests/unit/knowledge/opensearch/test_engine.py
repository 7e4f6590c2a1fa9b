"""The engine when a collection does not answer as it should, and the library that opens it."""

import time
from typing import Any

import pytest
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout

from contracts.errors import ConfigurationError, NotFound, Unavailable
from encoder.local import LocalEncoder
from knowledge.index import Content, Index, build_index
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.schema import index_name
from knowledge.opensearch.versions import serve
from knowledge.passages import page_of
from knowledge.policy import INDEX_REFRESH_SECONDS
from tests.unit.aws import TENANT
from tests.unit.knowledge.engine_behaviour import PASSAGES, ask, ids, small_index
from tests.unit.knowledge.judges import let_everything_answer
from tests.unit.knowledge.opensearch.standin import Collection, Refused

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)


@pytest.fixture
def library(client: OpenSearch, encoder: LocalEncoder, small_index: Index) -> OpenSearchLibrary:
    load(client, small_index, pace=AT_ONCE)
    serve(client, TENANT, small_index.manifest.version)
    return OpenSearchLibrary(client, encoder.name)


def test_a_question_is_one_request(library: OpenSearchLibrary, collection: Collection, encoder: LocalEncoder) -> None:
    engine = library.current(TENANT)
    before = len(collection.requests)
    ask(engine, encoder, "red brake light")
    assert [path for _, path, _ in collection.requests[before:]] == [f"/{index_name(TENANT, engine.version)}/_msearch"]


def test_pages_are_read_by_who_encodes_nothing(client: OpenSearch, library: OpenSearchLibrary) -> None:
    for passage in PASSAGES:
        [*found] = OpenSearchLibrary(client).current(TENANT).page(page_of(passage.id))
        assert passage.id in [one.id for one in found]


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (Refused(403, "Forbidden", "403 Forbidden"), "Forbidden"),
        (Refused(429, "rejected_execution_exception", "busy"), "rejected_execution_exception"),
        (Refused(500, "not a code: <html>", "oops"), "500"),
        (ConnectionTimeout("TIMEOUT", "read timed out", TimeoutError()), "TimeoutError"),
    ],
)
def test_an_error_is_unavailable_with_the_code_that_was_given(
    library: OpenSearchLibrary, collection: Collection, encoder: LocalEncoder, failure: Exception, code: str
) -> None:
    engine = library.current(TENANT)
    collection.failures.append(failure)
    with pytest.raises(Unavailable) as caught:
        ask(engine, encoder, "red brake light")
    assert (caught.value.dependency, caught.value.code) == ("knowledge collection", code)


def test_an_error_of_one_search_of_the_request_is_one_of_the_question(
    library: OpenSearchLibrary, client: OpenSearch, encoder: LocalEncoder
) -> None:
    engine = library.current(TENANT)
    client.indices.delete(index=index_name(TENANT, engine.version))
    with pytest.raises(Unavailable, match="index_not_found_exception"):
        ask(engine, encoder, "red brake light")


@pytest.mark.parametrize("part", [{"timed_out": True}, {"_shards": {"total": 2, "successful": 1, "failed": 1}}])
def test_half_an_answer_is_none(
    library: OpenSearchLibrary,
    collection: Collection,
    encoder: LocalEncoder,
    part: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine, whole = library.current(TENANT), collection.handle

    def half(method: str, path: str, body: str | None) -> tuple[int, Any]:
        status, content = whole(method, path, body)
        return status, content | {"responses": [content["responses"][0] | part, *content["responses"][1:]]}

    monkeypatch.setattr(collection, "handle", half)
    with pytest.raises(Unavailable, match="PartialAnswer"):
        ask(engine, encoder, "red brake light")


def test_documents_that_are_there_twice_change_no_score(
    library: OpenSearchLibrary, collection: Collection, encoder: LocalEncoder, small_index: Index
) -> None:
    once = ask(library.current(TENANT), encoder, "which oil does the engine take")
    documents = collection.documents[index_name(TENANT, small_index.manifest.version)]
    pieces = {key: document for key, document in documents.items() if "piece" in document}
    documents |= {f"again-{key}": document for key, document in pieces.items()}
    again = {f"a-{key}": document for key, document in documents.items()}  # the second ones come first
    collection.documents[index_name(TENANT, small_index.manifest.version)] = dict(sorted(again.items(), key=_by_piece))
    assert ask(library.current(TENANT), encoder, "which oil does the engine take") == once


def _by_piece(entry: tuple[str, dict[str, Any]]) -> str:
    return str(entry[1].get("piece", ""))


def test_a_newer_version_is_noticed_after_a_while(
    library: OpenSearchLibrary,
    client: OpenSearch,
    encoder: LocalEncoder,
    small_index: Index,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_everything_answer(monkeypatch)
    first = library.current(TENANT)
    newer = build_index(Content(PASSAGES[:2], tenant=TENANT), encoder, previous=[small_index])
    load(client, newer, pace=AT_ONCE)
    serve(client, TENANT, newer.manifest.version)
    assert library.current(TENANT) is first
    wait(monkeypatch)
    assert library.current(TENANT).version == newer.manifest.version
    assert ids(ask(library.current(TENANT), encoder, "red brake light", language="de")) == ["brake", "bremse"]


def test_while_nobody_can_tell_the_version_in_use_goes_on(
    library: OpenSearchLibrary, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = library.current(TENANT)
    collection.failures.append(Refused(503, "unavailable", "later"))
    wait(monkeypatch)
    assert library.current(TENANT) is first


def test_a_version_of_another_encoder_is_not_searched(library: OpenSearchLibrary, client: OpenSearch) -> None:
    with pytest.raises(ConfigurationError, match="this process encodes with titan"):
        OpenSearchLibrary(client, "titan").current(TENANT)


def test_without_a_version_a_tenant_has_no_documents(client: OpenSearch) -> None:
    with pytest.raises(NotFound, match="tenant demo has no documents"):
        OpenSearchLibrary(client, "any").current(TENANT)


def wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time pass after which a library looks again."""
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + INDEX_REFRESH_SECONDS + 1)
