"""Documents to a published index: what changed is read, what is gone is dropped, and readers never see half of it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from contracts.errors import ConfigurationError, Unavailable
from encoder.batches import Progress
from encoder.protocol import Encoder
from knowledge.collect import Collected, Collector, as_before, unchanged
from knowledge.documents import is_document
from knowledge.duplicates import deduplicate
from knowledge.formats.limits import USUAL_LIMITS, Limits
from knowledge.index import FORMAT, Content, Index, Manifest, build_index, load_index, save_index
from knowledge.passages import StoredPassage
from knowledge.policy import PUBLISH_TRIES
from knowledge.previous import PreviousIndex
from knowledge.reader import Reader
from knowledge.records import Outcome, Report
from knowledge.s3_shelf import MISSING
from knowledge.shelf import Current, Shelf
from knowledge.versions import prune

Told = Callable[[Outcome, int, int], None]
"""Is told of a document, with how many of how many are through."""


class Watch(NamedTuple):
    """Who is told how far a run is."""

    document: Told = lambda outcome, done, total: None
    encoding: Progress = lambda done, total: None


def ingest(
    shelf: Shelf,
    encoder: Encoder,
    watch: Watch = Watch(),  # noqa: B008 - it is immutable
    limits: Limits = USUAL_LIMITS,
) -> Report:
    """Bring the published index up to date with the documents of a shelf. Returns, and leaves there, what it did.

    One run encodes `NEW_PASSAGES_PER_RUN` at most: while the report says `unfinished`, run it again. Raises
    `Unavailable`, also if other runs always publish first.
    """
    started, made = time.monotonic(), list[Index]()
    for _ in range(PUBLISH_TRIES):
        current = shelf.current()
        if report := _nothing_to_do(shelf, current, encoder):
            for number, outcome in enumerate(report.documents, start=1):
                watch.document(outcome, number, len(report.documents))
            return report
        previous = _open(shelf, current, encoder)
        before = PreviousIndex(previous)
        with Reader(limits) as reader:
            content, outcomes = _collect(Collector(shelf, before, reader), before, watch)
        content = content._replace(tenant=shelf.tenant)
        index = build_index(content, encoder, watch.encoding, [*([previous] if previous else []), *made])
        published = previous is None or index.manifest.version != previous.manifest.version
        if published and not _publish(shelf, index, current):
            made = [index]
            continue
        prune(shelf, index.manifest)
        report = Report(
            version=index.manifest.version,
            published=published,
            seconds=round(time.monotonic() - started, 3),
            passages=len(index.passages),
            encoded=before.count_new(index.passages),
            documents=outcomes,
        )
        shelf.write_report(report)
        return report
    raise Unavailable("knowledge bucket", "ConditionalRequestConflict")


def _nothing_to_do(shelf: Shelf, current: Current | None, encoder: Encoder) -> Report | None:
    """A report if no document differs from what serves: told by the listing, without opening the index.

    Uploading a folder wakes the function many times, and most of these find nothing new.
    """
    if current is None:
        nothing = not any(map(is_document, shelf.listing()))
        return Report(version=None, published=False, seconds=0, passages=0, encoded=0) if nothing else None
    manifest = shelf.manifest_of(current.version)
    if manifest is None or (manifest.format, manifest.encoder, manifest.waiting) != (FORMAT, encoder.name, 0):
        return None
    if not _lies_there(shelf, manifest) or not unchanged(shelf.listing(), manifest.documents):
        return None
    prune(shelf, manifest)
    return Report(
        version=current.version,
        published=False,
        seconds=0,
        passages=manifest.passages,
        encoded=0,
        documents=tuple(map(as_before, manifest.documents)),
    )


def _lies_there(shelf: Shelf, manifest: Manifest) -> bool:
    """Whether the index file is there as a whole."""
    return (manifest.version, manifest.size) in {(version.name, version.size) for version in shelf.versions()}


def _open(shelf: Shelf, current: Current | None, encoder: Encoder) -> Index | None:
    """The index that serves; None if there is none that can be read: then every document is read anew."""
    if current is None:
        return None
    try:
        with TemporaryDirectory(prefix="curbside-previous-") as folder:
            index = load_index(shelf.fetch(current.version, Path(folder)), encoder.name, shelf.tenant)
            for _ in chain(index.passages, index.repeated):
                pass  # a broken passage would be gone for good, since its document is as it was
            return index
    except ConfigurationError:
        return None
    except Unavailable as error:
        if error.code in MISSING:
            return None
        raise


def _collect(collector: Collector, previous: PreviousIndex, watch: Watch) -> tuple[Content, tuple[Outcome, ...]]:
    taken = list[Collected]()
    for one in collector:
        taken.append(one)
        watch.document(one.outcome, len(taken), len(collector))
    everything = [passage for one in taken for passage in one.passages]
    distinct = deduplicate(everything)
    searched = list(previous.affordable(distinct))
    kept = {passage.id for passage in searched}
    others = [passage for passage in everything if passage.id not in kept]
    records = [one.record for one in taken if one.record]
    content = Content(searched, others, records, waiting=len(distinct) - len(searched))
    total = _by_source(distinct)
    newly = _by_source([passage for passage in searched if previous.count_new([passage])])
    counts, repeated = _by_source(searched), _by_source(everything) - total
    return content, tuple(
        _counted(one.outcome, counts[source], total[source], repeated[source], newly=source in newly)
        for one in taken
        for source in [one.outcome.source]
    )


def _by_source(passages: Sequence[StoredPassage]) -> Counter[str]:
    return Counter(passage.source for passage in passages)


def _counted(outcome: Outcome, searched: int, total: int, repeated: int, *, newly: bool) -> Outcome:
    """The outcome with its passages; a document that was read before may still wait, or have waited until now."""
    status, reason = outcome.status, outcome.reason
    if searched < total:
        status, reason = "waiting", reason or f"{searched} of {total} passages so far; the others come in the next run"
    elif status == "skipped" and newly:
        status = "indexed"
    if repeated:
        reason = reason or f"{repeated} passages are left out: others say the same"
    return outcome.changed(status=status, reason=reason, passages=searched)


def _publish(shelf: Shelf, index: Index, current: Current | None) -> bool:
    """Whether it serves now. Another run may have taken the file for that of a document which is gone (`prune`).

    Who was overtaken uploads nothing: the index may hold a document that was deleted meanwhile, and whoever dies then
    would leave it there.
    """
    if shelf.current() != current:
        return False
    with TemporaryDirectory(prefix="curbside-publish-") as folder:
        archive = save_index(index, Path(folder))
        shelf.upload(archive, index.manifest)
        serves = shelf.point(index.manifest.version, current)
        if serves and not _lies_there(shelf, index.manifest.sized(archive)):
            shelf.upload(archive, index.manifest)
    return serves
