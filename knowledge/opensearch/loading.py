"""Loading a built index into the collection: resumable, repeatable, and complete before it is served.

The collection gives documents ids of its own, so each carries a key made of its content. A load sends what the index of
its version does not hold yet: one that broke off goes on where it stopped. Vectors come from the index file, so nothing
is encoded again; but each version is an index of its own, so a new version is sent as a whole.
"""

from collections.abc import Iterator, Set
from datetime import UTC, datetime
from itertools import chain
from math import inf
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from contracts.errors import Unavailable
from encoder.batches import Progress
from knowledge.index import Index
from knowledge.opensearch.bulk import send
from knowledge.opensearch.client import DEPENDENCY, answered
from knowledge.opensearch.entries import Entry, count_pieces, passage_entry, piece_entry, repeated_entry
from knowledge.opensearch.policy import BULK_PAUSE_SECONDS, LOOK_SECONDS, VISIBLE_SECONDS
from knowledge.opensearch.query import PAGE, keys_after
from knowledge.opensearch.schema import FORMAT, Meta, index_body, index_name
from knowledge.translations import readers_of

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


class Pace(NamedTuple):
    """How patient a load is, seconds."""

    pause: float = BULK_PAUSE_SECONDS
    visible: float = VISIBLE_SECONDS
    look: float = LOOK_SECONDS
    sending: float = inf
    """After this long nothing more is sent; another load goes on from there."""


class Loaded(NamedTuple):
    """What a load did, counted in documents: passages and pieces of words."""

    version: str
    sent: int
    present: int
    """Those that were there before."""
    refused: tuple[str, ...]
    """Those that the collection does not take, each with its reason."""
    whole: bool
    """Whether searches find all of the version, and it may be served."""


USUAL_PACE: Final = Pace()


def load(client: "OpenSearch", index: Index, progress: Progress | None = None, pace: Pace = USUAL_PACE) -> Loaded:
    """Send an index to the collection and wait until searches find all of it. Serves nothing (see `versions.serve`).

    `progress` is told (done, total) documents. Raises `Unavailable`, also if some of them stay invisible.
    """
    holding, average = count_pieces(index.passages)
    meta = _meta(index, average)
    name = index_name(meta.tenant, meta.version)
    total = len(index.passages) + len(index.repeated) + len(holding)
    present = _prepare(client, name, meta, max(1, index.vectors.shape[1]))
    expected, refused, sent, started = set[str](), list[str](), 0, monotonic()
    entries = chain(_passages(index), (piece_entry(piece, count) for piece, count in holding.items()))
    for document in send(client, name, _missing(entries, present, expected), pace.pause):
        if document.refusal:
            refused.append(f"{document.key}: {document.refusal}")
        sent += not document.refusal
        if progress:
            progress(len(present) + sent + len(refused), total)
        if monotonic() - started > pace.sending:
            return Loaded(meta.version, sent, len(present), tuple(refused), whole=False)
    if not refused:
        _wait(client, name, expected, pace)
    return Loaded(meta.version, sent, len(present), tuple(refused), whole=not refused)


def _meta(index: Index, average: float) -> Meta:
    return Meta(
        format=FORMAT,
        tenant=index.manifest.tenant,
        version=index.manifest.version,
        encoder=index.manifest.encoder,
        created=datetime.now(UTC),
        passages=len(index.passages),
        average_pieces=average,
        models=tuple(sorted({model.casefold() for passage in index.passages for model in passage.models})),
    )


def _prepare(client: "OpenSearch", name: str, meta: Meta, dimensions: int) -> set[str]:
    """Make the index unless it is there; returns the keys that it holds."""
    with answered():
        if client.indices.exists(index=name):
            return set(_keys(client, name))
        client.indices.create(index=name, body=index_body(meta, dimensions))
    return set()


def _keys(client: "OpenSearch", name: str) -> Iterator[str]:
    last: str | None = None
    while True:
        hits = client.search(index=name, body=keys_after(last))["hits"]["hits"]
        yield from (hit["_source"]["key"] for hit in hits)
        if len(hits) < PAGE:
            return
        last = hits[-1]["sort"][0]


def _passages(index: Index) -> Iterator[Entry]:
    for place, (passage, readers) in enumerate(zip(index.passages, readers_of(index.passages), strict=True)):
        yield passage_entry(passage, np.asarray(index.vectors[place]), index.parts.at(place), readers)
    yield from map(repeated_entry, index.repeated)


def _missing(entries: Iterator[Entry], present: Set[str], expected: set[str]) -> Iterator[Entry]:
    """The entries that are not present; notes the keys of all in `expected`."""
    for entry in entries:
        expected.add(entry["key"])
        if entry["key"] not in present:
            yield entry


def _wait(client: "OpenSearch", name: str, expected: Set[str], pace: Pace) -> None:
    """Wait until searches find every document."""
    end = monotonic() + pace.visible
    while True:
        with answered():
            if client.count(index=name)["count"] >= len(expected) and expected <= set(_keys(client, name)):
                return
        if monotonic() > end:
            raise Unavailable(DEPENDENCY, "NotVisible")
        sleep(pace.look)
