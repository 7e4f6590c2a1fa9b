"""Documents to a published index: what changed is read, what is gone is dropped, and readers never see half of it."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from contracts.errors import ConfigurationError, Unavailable
from encoder.batches import Progress
from encoder.protocol import Encoder
from knowledge.collect import Collector, Taken, unchanged
from knowledge.documents import is_document
from knowledge.duplicates import fold
from knowledge.formats.limits import USUAL_LIMITS, Limits
from knowledge.index import FORMAT, Content, Index, build_index, load_index, save_index
from knowledge.known import Known
from knowledge.records import Outcome, Report
from knowledge.s3_shelf import MISSING
from knowledge.shelf import Current, Shelf
from knowledge.versions import prune

PUBLISH_TRIES: Final = 5
"""How often a run begins anew because another one published first."""


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
            return report
        previous = _open(shelf, current, encoder)
        known = Known(previous)
        content, outcomes = _collect(Collector(shelf, known, limits), watch)
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
            encoded=known.new(index.passages),
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
    if manifest is None or (manifest.format, manifest.encoder) != (FORMAT, encoder.name):
        return None
    if not unchanged(shelf.listing(), manifest.documents):
        return None
    prune(shelf, manifest)
    documents = tuple(
        Outcome(source=record.source, status="skipped", passages=record.passages) for record in manifest.documents
    )
    return Report(
        version=current.version,
        published=False,
        seconds=0,
        passages=manifest.passages,
        encoded=0,
        documents=documents,
    )


def _open(shelf: Shelf, current: Current | None, encoder: Encoder) -> Index | None:
    """The index that serves; None if there is none that can be read: then every document is read anew."""
    if current is None:
        return None
    try:
        with TemporaryDirectory(prefix="curbside-previous-") as folder:
            return load_index(shelf.fetch(current.version, Path(folder)), encoder.name)
    except ConfigurationError:
        return None
    except Unavailable as error:
        if error.code in MISSING:
            return None
        raise


def _collect(collector: Collector, watch: Watch) -> tuple[Content, tuple[Outcome, ...]]:
    taken = list[Taken]()
    for one in collector:
        taken.append(one)
        watch.document(one.outcome, len(taken), len(collector))
    everything = [passage for one in taken for passage in one.passages]
    searched = fold(everything)
    kept = {passage.id for passage in searched}
    repeated = [passage for passage in everything if passage.id not in kept]
    content = Content(searched, repeated, [one.record for one in taken if one.record])
    return content, _with_counts([one.outcome for one in taken], content)


def _with_counts(outcomes: Sequence[Outcome], content: Content) -> tuple[Outcome, ...]:
    counts = Counter(passage.source for passage in content.passages)
    repeated = Counter(passage.source for passage in content.repeated)
    return tuple(
        outcome.model_copy(
            update={
                "passages": counts[outcome.source],
                "reason": outcome.reason or _repeats(repeated[outcome.source]),
            }
        )
        for outcome in outcomes
    )


def _repeats(passages: int) -> str | None:
    return f"{passages} passages are left out: others say the same" if passages else None


def _publish(shelf: Shelf, index: Index, current: Current | None) -> bool:
    with TemporaryDirectory(prefix="curbside-publish-") as folder:
        shelf.upload(save_index(index, Path(folder)), index.manifest)
    return shelf.point(index.manifest.version, current)
