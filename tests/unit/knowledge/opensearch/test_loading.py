"""Loading an index into a collection."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout

from contracts.errors import NotFound, Unavailable
from knowledge.index import Index
from knowledge.opensearch import bulk
from knowledge.opensearch.entries import count_pieces
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Loaded, Pace, load
from knowledge.opensearch.policy import BULK_TRIES
from knowledge.opensearch.schema import index_name
from knowledge.opensearch.versions import serve
from tests.unit.aws import TENANT
from tests.unit.knowledge.engine_behaviour import PASSAGES, small_index
from tests.unit.knowledge.opensearch.standin import Collection, Refused, busy, malformed

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)
DOCUMENTS = len(PASSAGES) + len(count_pieces(PASSAGES)[0])


def test_passages_and_pieces_are_all_there_and_nothing_is_served_yet(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    version = small_index.manifest.version
    assert load(client, small_index, pace=AT_ONCE) == Loaded(version, DOCUMENTS, 0, (), whole=True)
    assert len(collection.documents[index_name(TENANT, version)]) == DOCUMENTS
    with pytest.raises(NotFound):
        OpenSearchLibrary(client, small_index.manifest.encoder).current(TENANT)


def test_loading_again_sends_nothing(client: OpenSearch, small_index: Index) -> None:
    load(client, small_index, pace=AT_ONCE)
    assert load(client, small_index, pace=AT_ONCE) == Loaded(small_index.manifest.version, 0, DOCUMENTS, (), whole=True)


def test_a_load_that_broke_off_goes_on_where_it_stopped(
    client: OpenSearch, collection: Collection, small_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BULK_DOCUMENTS", 100)
    original = collection.handle

    def broken_after_two(method: str, path: str, body: str | None) -> tuple[int, Any]:
        if sum(path.endswith("_bulk") for _, path, _ in collection.requests) == 2 and path.endswith("_bulk"):
            raise Refused(403, "Forbidden", "credentials expired")
        return original(method, path, body)

    monkeypatch.setattr(collection, "handle", broken_after_two)
    with pytest.raises(Unavailable, match="Forbidden"):
        load(client, small_index, pace=AT_ONCE)
    monkeypatch.setattr(collection, "handle", original)
    loaded = load(client, small_index, pace=AT_ONCE)
    assert (loaded.sent, loaded.present) == (DOCUMENTS - 200, 200)


def test_documents_that_the_collection_is_too_busy_for_are_sent_again(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    collection.refusals.append(first_time(busy()))
    assert load(client, small_index, pace=AT_ONCE).sent == DOCUMENTS
    assert len(collection.documents[index_name(TENANT, small_index.manifest.version)]) == DOCUMENTS


@pytest.mark.parametrize(
    "failure",
    [
        Refused(429, "too_many_requests", "slow down"),
        Refused(503, "unavailable", "wait"),
        ConnectionTimeout("TIMEOUT", "", Exception()),
    ],
)
def test_a_request_that_is_not_taken_is_sent_again(
    client: OpenSearch, collection: Collection, small_index: Index, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_bulk(collection, monkeypatch, [failure, failure])
    assert load(client, small_index, pace=AT_ONCE).sent == DOCUMENTS


def test_a_collection_that_stays_busy_is_given_up_in_the_end(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    collection.refusals.append(lambda document: busy())
    with pytest.raises(Unavailable, match="rejected_execution_exception"):
        load(client, small_index, pace=AT_ONCE)
    assert sum(path.endswith("_bulk") for _, path, _ in collection.requests) == BULK_TRIES


def test_pauses_grow_while_the_collection_is_busy(
    client: OpenSearch, collection: Collection, small_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = list[float]()
    monkeypatch.setattr(bulk, "sleep", pauses.append)
    collection.refusals.append(lambda document: busy())
    with pytest.raises(Unavailable):
        load(client, small_index, pace=Pace(pause=1, visible=1, look=0))
    assert pauses == [1, 2, 4, 8, 16, 32]


def test_documents_that_are_refused_are_reported_and_the_others_loaded(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    collection.refusals.append(lambda document: malformed("vector") if "vector" in document else None)
    loaded = load(client, small_index, pace=AT_ONCE)
    assert loaded.sent == DOCUMENTS - len(PASSAGES)
    assert len(loaded.refused) == len(PASSAGES)
    assert not loaded.whole
    assert loaded.refused[0].endswith("400 mapper_parsing_exception: failed to parse field [vector]")


def test_a_load_waits_until_everything_can_be_found(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    collection.looks_until_visible = 3
    load(client, small_index, pace=AT_ONCE)
    assert sum(path.endswith("_count") for _, path, _ in collection.requests) == 4


def test_a_load_does_not_trust_a_count_which_may_hold_documents_twice(
    client: OpenSearch, collection: Collection, small_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, looks = collection.handle, list[str]()

    def counting_too_much(method: str, path: str, body: str | None) -> tuple[int, Any]:
        status, content = original(method, path, body)
        if path.endswith("_count"):
            looks.append(path)
            return status, content | {"count": 2 * DOCUMENTS}
        return status, content

    monkeypatch.setattr(collection, "handle", counting_too_much)
    collection.looks_until_visible = 4
    assert load(client, small_index, pace=AT_ONCE).whole
    assert len(looks) == 3


def test_documents_that_stay_invisible_are_an_error(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    collection.looks_until_visible = 1_000_000
    with pytest.raises(Unavailable, match="NotVisible"):
        load(client, small_index, pace=Pace(pause=0, visible=0, look=0))


def test_a_document_that_is_there_twice_changes_nothing(
    client: OpenSearch, collection: Collection, small_index: Index
) -> None:
    load(client, small_index, pace=AT_ONCE)
    name = index_name(TENANT, small_index.manifest.version)
    collection.documents[name] |= {f"again-{key}": value for key, value in collection.documents[name].items()}
    assert load(client, small_index, pace=AT_ONCE).present == DOCUMENTS
    serve(client, TENANT, small_index.manifest.version)


def test_requests_stay_below_their_limits(
    client: OpenSearch, collection: Collection, small_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BULK_BYTES", 20_000)
    monkeypatch.setattr(bulk, "BULK_DOCUMENTS", 50)
    load(client, small_index, pace=AT_ONCE)
    bodies = [body for _, path, body in collection.requests if path.endswith("_bulk") and body]
    assert max(len(body.encode()) for body in bodies) <= 20_000
    assert max(body.count("\n") // 2 for body in bodies) == 50


def test_a_load_without_time_left_stops_and_the_next_one_goes_on(
    client: OpenSearch, small_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BULK_DOCUMENTS", 100)
    first = load(client, small_index, pace=AT_ONCE._replace(sending=-1))
    assert (first.sent, first.whole) == (1, False)
    second = load(client, small_index, pace=AT_ONCE)
    assert (second.sent, second.present, second.whole) == (DOCUMENTS - 100, 100, True)


def test_progress_counts_every_document(client: OpenSearch, small_index: Index) -> None:
    told = list[tuple[int, int]]()
    load(client, small_index, lambda done, total: told.append((done, total)), AT_ONCE)
    assert told[-1] == (DOCUMENTS, DOCUMENTS)
    assert [done for done, _ in told] == list(range(1, DOCUMENTS + 1))


def first_time(refusal: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    """Refuses each document once."""
    seen = set[str]()

    def refuse(document: dict[str, Any]) -> dict[str, Any] | None:
        key = json.dumps(document["key"])
        if key in seen:
            return None
        seen.add(key)
        return refusal

    return refuse


def at_bulk(collection: Collection, monkeypatch: pytest.MonkeyPatch, failures: list[Exception]) -> None:
    """Make the first requests that send documents fail."""
    original = collection.handle

    def failing(method: str, path: str, body: str | None) -> tuple[int, Any]:
        if path.endswith("_bulk") and failures:
            raise failures.pop()
        return original(method, path, body)

    monkeypatch.setattr(collection, "handle", failing)
