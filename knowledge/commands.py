"""What `python -m knowledge` does, command by command."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from contracts.errors import InvalidInput, NotFound, Unavailable
from contracts.policy import PASSAGES_PER_TURN
from encoder.batches import Progress
from encoder.factory import encoder_for
from encoder.model_files import NAME, OUTPUTS
from encoder.protocol import Encoder
from encoder.vector_cache import KeptPassages, file_name
from encoder.when_needed import EncoderWhenNeeded
from knowledge.documents import is_document
from knowledge.engine import Scope
from knowledge.folder_shelf import FolderShelf
from knowledge.index import Index, load_index, read_index
from knowledge.ingest import Told, Watch, ingest
from knowledge.metadata import DEFAULTS, SIDECAR
from knowledge.models import named, of_any_model
from knowledge.records import Outcome, Report
from knowledge.s3_shelf import S3Shelf
from knowledge.search import EmbeddedEngine
from knowledge.shelf import Shelf
from knowledge.versions import roll_back

DEMO_TENANT: Final = "demo"
"""Whose the documents of a folder are unless told otherwise, as in `python -m agents`."""

_SUSPICIOUS: Final = "suspicious: {} reads like an order to the machine; it may be quoted, and no model is given it"


def show_progress(done: int, total: int) -> None:
    """One line on stderr that counts up."""
    print(f"\r  encoded {done}/{total} passages", end="\n" if done == total else "", file=sys.stderr, flush=True)


def show_trouble(outcome: Outcome, done: int, total: int) -> None:
    """One line on stderr for each document that could not be read, and for each passage that no model is given."""
    if outcome.status == "failed":
        print(f"\r  left out {outcome.source}: {outcome.reason}", file=sys.stderr)
    for passage in outcome.suspicious:
        print(f"\r  {_SUSPICIOUS.format(passage)}", file=sys.stderr)


def show_document(outcome: Outcome, done: int, total: int) -> None:
    """The same, and a line that counts up."""
    show_trouble(outcome, done, total)
    print(f"\r  looked at {done}/{total} documents", end="\n" if done == total else "", file=sys.stderr, flush=True)


def runs(shelf: Shelf, watch: Watch, encoder: Encoder) -> Iterator[Report]:
    """Ingest until nothing is left for another run."""
    while True:
        report = ingest(shelf, encoder, watch)
        yield report
        if not report.unfinished:
            return


def build(
    documents: Path,
    target: Path,
    progress: Progress = show_progress,
    told: Told = show_trouble,
    *,
    keep_vectors: bool = False,
    tenant: str = DEMO_TENANT,
    encoder: Encoder | None = None,
) -> Path:
    """Index a tenant's folder of documents into `target`, from the index there if there is one; returns the index file.

    With `keep_vectors` all vectors are kept in a file beside the folder, `FOLDER.ENCODER.npz`; where that lies already,
    they are taken from there. `encoder` is the local one unless another is given. Raises
    `InvalidInput` if there is no document that can be read.
    """
    shelf, place = FolderShelf(documents, target, tenant), documents.resolve()
    encoder = encoder or EncoderWhenNeeded(NAME, len(OUTPUTS), lambda: encoder_for("local", ""))
    kept = place.parent / f"{place.name}.{file_name(encoder)}"
    known = KeptPassages(encoder, kept, add=keep_vectors) if keep_vectors or kept.exists() else nullcontext(encoder)
    with known as chosen:
        *_, report = runs(shelf, Watch(told, progress), chosen)
    if report.version is None or not report.passages:
        raise InvalidInput(str(documents), f"{documents} holds no documents that can be read")
    return shelf.archive(report.version)


def open_index(path: Path, encoder: Encoder | None = None) -> Index:
    """Open an index file, or of a folder of them the one that serves, for an encoder, by default the local one.

    Raises `NotFound` if none serves there, and `ConfigurationError` if it cannot be read.
    """
    if path.is_dir():
        shelf = FolderShelf(path, path, DEMO_TENANT)
        current = shelf.current()
        if current is None:
            raise NotFound(str(path), f"{path} holds no index: `python -m knowledge build DOCUMENTS {path}` makes one")
        path = shelf.archive(current.version)
    return read_index(path, encoder.name if encoder else NAME)


def search(index: Path, question: str, language: str, encoder: Encoder) -> None:
    """Print the passages that a question finds."""
    engine = EmbeddedEngine(open_index(index, encoder))
    vector = encoder.questions([of_any_model(question, engine.models)])[0]
    scope = Scope(today=datetime.now(UTC).date(), models=named(question, engine.models))
    for passage in engine.search(question, vector, scope, PASSAGES_PER_TURN, language):
        print(f"{passage.similarity:.3f}  {passage.title} / {passage.section}  ({passage.source})")
        print(f"       {passage.text[:160]}")


def publish(archive: Path, shelf: S3Shelf, encoder: Encoder | None = None) -> None:
    """Upload an index file and let it serve. Raises `ConfigurationError` if it is broken or another tenant's."""
    manifest = load_index(archive, encoder.name if encoder else NAME, shelf.tenant).manifest
    shelf.upload(archive, manifest)
    if not shelf.point(manifest.version, shelf.current()):
        raise Unavailable("knowledge bucket", "ConditionalRequestConflict")
    listing = shelf.listing()
    if missing := [record.source for record in manifest.documents if record.source not in listing]:
        print(
            f"note: {len(missing)} of its documents, such as {missing[0]}, do not lie below documents/{shelf.tenant}/ "
            "of the bucket: the next ingestion drops them",
            file=sys.stderr,
        )


def ingest_bucket(shelf: S3Shelf, encoder: Encoder) -> None:
    """Do here what the function does, and print what was done."""
    for report in runs(shelf, Watch(show_document, show_progress), encoder):
        show_report(report)


def evaluate(folder: Path, encoder: str, region: str, reranker: str | None) -> int:
    """Hand over to the command that measures; returns its exit code. The product itself imports no evaluation."""
    words = ["-m", "evaluation.collection", str(folder), "--encoder", encoder, "--region", region]
    words += ["--rerank", reranker] if reranker else []
    return subprocess.run([sys.executable, *words], check=False).returncode


def add(file: Path, source: str, shelf: S3Shelf) -> None:
    """Put a document into the bucket, after the file beside it that describes it; or a folder's defaults.

    Raises `InvalidInput` for what would not be read.
    """
    content = file.read_bytes() if file.is_file() else b""
    if not content or not (is_document(source) or PurePosixPath(source).name == DEFAULTS):
        raise InvalidInput("file", f"{file} is no file with content, or {source} no path of a document")
    sidecar = file.with_name(f"{file.name}{SIDECAR}")
    if sidecar.is_file():
        shelf.add(f"{source}{SIDECAR}", sidecar.read_bytes())
    shelf.add(source, content)


def remove(source: str, shelf: S3Shelf, encoder: Encoder) -> None:
    """Delete a document for good, and from the index. Raises `NotFound`."""
    if source not in shelf.listing():
        raise NotFound("source", f"there is no document {source}")
    shelf.delete(source)
    ingest_bucket(shelf, encoder)


def show_versions(shelf: S3Shelf) -> None:
    """Print the versions that one can go back to, newest first."""
    current = shelf.current()
    for version in shelf.versions():
        manifest = shelf.manifest_of(version.name)
        size = f"{manifest.passages:>8} passages {len(manifest.documents):>6} documents" if manifest else ""
        mark = "serves" if current and current.version == version.name else ""
        print(f"{version.name}  {version.published:%Y-%m-%d %H:%M:%S}  {size}  {mark}".rstrip())


def go_back(version: str, shelf: S3Shelf) -> None:
    """Let an earlier version serve."""
    roll_back(shelf, version)
    print(
        f"{version} serves. The next ingestion brings back what lies below documents/{shelf.tenant}/: "
        "take out what was wrong first."
    )


def show_last_report(shelf: S3Shelf) -> None:
    """Print what the last run for a tenant did. Raises `NotFound` before the first."""
    report = shelf.report()
    if report is None:
        raise NotFound("report", f"nothing of tenant {shelf.tenant} was ingested yet")
    show_report(report)


def show_strays(strays: Sequence[str]) -> None:
    """Name what lies in no tenant's folder, and what to do about it."""
    for path in strays:
        print(f"left out documents/{path}: it lies in no tenant's folder; move it below documents/TENANT/")


def show_report(report: Report) -> None:
    """Every document that is not simply as before, then the sums."""
    for outcome in report.documents:
        if outcome.status != "skipped":
            reason = f"  {outcome.reason}" if outcome.reason else ""
            print(
                f"{outcome.status:<8} {outcome.passages:>5} passages {outcome.seconds:7.2f} s  {outcome.source}{reason}"
            )
        for passage in outcome.suspicious:
            print(_SUSPICIOUS.format(passage))
    counts = ", ".join(f"{count} {status}" for status, count in report.counts().items())
    print(f"{report.version}: {report.passages} passages, {report.encoded} encoded; documents: {counts or 'none'}")
