"""Documents to passages, one after the other: unchanged ones as they were, changed ones read, broken ones as before."""

import time
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from contracts.errors import InvalidInput, NotFound
from knowledge.documents import defaults_of, is_document
from knowledge.formats.limits import within
from knowledge.formats.registry import READERS
from knowledge.metadata import SIDECAR
from knowledge.orders import marked, marks
from knowledge.passages import StoredPassage
from knowledge.policy import NEW_PASSAGES_PER_RUN, READING_SECONDS
from knowledge.previous import PreviousIndex
from knowledge.reader import Reader
from knowledge.records import Outcome, Record
from knowledge.shelf import Listed, Shelf


class Collected(NamedTuple):
    """What became of one document. Without a record the index knows nothing of it."""

    outcome: Outcome
    record: Record | None
    passages: list[StoredPassage]


class Files(NamedTuple):
    """A document, and the files beside and above it that describe it."""

    document: str
    sidecar: str | None
    defaults: str | None


def files_of(source: str, listing: Mapping[str, Listed]) -> Files:
    """The files that make a document."""
    sidecar = f"{source}{SIDECAR}"
    return Files(source, sidecar if sidecar in listing else None, defaults_of(source, listing.keys()))


def etag_of(source: str, listing: Mapping[str, Listed]) -> str:
    """The tags of all of them."""
    return " ".join(listing[part].etag if part else "-" for part in files_of(source, listing))


def as_before(record: Record) -> Outcome:
    """What becomes of a document that is not read, since it is as it was."""
    same = Outcome(source=record.source, status="skipped", passages=record.passages, suspicious=record.suspicious)
    if record.status == "indexed":
        return same
    served = "; what it said before keeps serving" if record.passages else ""
    return same.changed(status="failed", reason=f"{record.reason}{served}")


def unchanged(listing: Mapping[str, Listed], records: Sequence[Record]) -> bool:
    """Whether the documents of a listing are those of an index, which has looked at all of them."""
    seen = {record.source: record.etag for record in records}
    return seen == {source: etag_of(source, listing) for source in filter(is_document, listing)}


class Collector:
    """Goes through the documents of a shelf once."""

    def __init__(self, shelf: Shelf, previous: PreviousIndex, reader: Reader) -> None:
        self._shelf = shelf
        self._reader = reader
        self._previous = previous
        self._limits = reader.limits
        self._listing: Mapping[str, Listed] = shelf.listing()
        self._sources = sorted(filter(is_document, self._listing))
        self._gone = sorted(previous.records.keys() - set(self._sources))
        self._room = NEW_PASSAGES_PER_RUN
        self._until = time.monotonic() + READING_SECONDS
        self._defaults = dict[str, bytes]()

    def __len__(self) -> int:
        """Documents to go through, those that are gone counted."""
        return len(self._sources) + len(self._gone)

    def __iter__(self) -> Iterator[Collected]:
        """Every document by its path, then those that are gone."""
        for source in self._sources:
            started = time.monotonic()
            collected = self._collect(source)
            seconds = round(time.monotonic() - started, 3)
            yield collected._replace(outcome=collected.outcome.changed(seconds=seconds))
        for source in self._gone:
            yield Collected(Outcome(source=source, status="removed"), None, [])

    def _collect(self, source: str) -> Collected:
        record, etag = self._previous.records.get(source), self._etag(source)
        if record and record.etag == etag:
            return Collected(as_before(record), record, self._previous.passages(source))
        if self._room <= 0 or time.monotonic() > self._until:
            before = self._previous.passages(source)
            waiting = Outcome(source=source, status="waiting", reason="comes in the next run", suspicious=marks(before))
            return Collected(waiting, record, before)
        try:
            contents = self._contents(source)
            digest = _digest(contents)
            if record and record.status == "indexed" and record.sha256 == digest:
                kept = record.changed(etag=etag)
                return Collected(as_before(kept), kept, self._previous.passages(source))
            passages = marked(self._reader.passages(source, *contents))
        except InvalidInput as error:
            return self._failed(source, etag, str(error))
        except NotFound as error:  # it may open to us without a change that the listing shows
            return self._failed(source, "", str(error))
        self._room -= self._previous.count_new(passages)
        held = marks(passages)
        record = Record(
            source=source, etag=etag, sha256=digest, status="indexed", passages=len(passages), suspicious=held
        )
        return Collected(Outcome(source=source, status="indexed", suspicious=held), record, passages)

    def _failed(self, source: str, etag: str, reason: str) -> Collected:
        passages = self._previous.passages(source)
        record = Record(
            source=source,
            etag=etag,
            sha256="",
            status="failed",
            reason=reason,
            passages=len(passages),
            suspicious=marks(passages),
        )
        return Collected(as_before(record), record, passages)

    def _etag(self, source: str) -> str:
        return etag_of(source, self._listing)

    def _contents(self, source: str) -> tuple[bytes, bytes | None, bytes | None]:
        """The contents of its files. What is too large, or of no kind that can be read, is not even fetched."""
        _, sidecar, defaults = files_of(source, self._listing)
        within(source, self._listing[source].size, self._limits.document_bytes, "bytes")
        for part in filter(None, (sidecar, defaults)):
            within(source, self._listing[part].size, self._limits.metadata_bytes, f"bytes of {part}")
        if defaults and defaults not in self._defaults:
            self._defaults[defaults] = self._shelf.read(defaults)
        readable = source.casefold().endswith(tuple(READERS))
        return (
            self._shelf.read(source) if readable else b"",
            self._shelf.read(sidecar) if sidecar else None,
            self._defaults[defaults] if defaults else None,
        )


def _digest(contents: tuple[bytes | None, ...]) -> str:
    digest = sha256()
    for content in contents:
        digest.update(f"{-1 if content is None else len(content)} ".encode() + (content or b""))
    return digest.hexdigest()
