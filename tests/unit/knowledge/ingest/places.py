"""Shelves that people fill: a folder and a bucket, and what is seen of them after a run."""

from pathlib import Path
from typing import Any, Protocol

from encoder.local import LocalEncoder
from encoder.protocol import Matrix
from knowledge.folder_shelf import FolderShelf
from knowledge.index import Index, load_index
from knowledge.records import Report
from knowledge.s3_shelf import S3Shelf
from knowledge.shelf import Shelf
from tests.unit.aws import REGION, TENANT, client

BUCKET = "unit-ingest"
DEFAULTS = b"language: en\naudience: customer\n"
TYRES = b"# Tyres\n\nCheck the tyre pressure once a month, when the tyres are cold."
KEYS = b"# Keys\n\nIf a key is lost, the dealer orders a new one within three days."
WASH = b"# Washing\n\nWash the car by hand; brushes can scratch the paint of the bonnet."


class Place(Protocol):
    """A shelf, and how people fill it."""

    shelf: Shelf

    def put(self, name: str, content: bytes) -> None:
        """Add or replace a file."""

    def drop(self, name: str) -> None:
        """Delete a file."""

    def damage(self, version: str, content: bytes | None) -> None:
        """Put other content in place of an index file, or delete it."""


class Folder:
    """A folder on disk."""

    def __init__(self, root: Path) -> None:
        self._documents = root / "documents"
        self.shelf: Shelf = FolderShelf(self._documents, root / "index", TENANT)

    def put(self, name: str, content: bytes) -> None:
        """Write it."""
        path = self._documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def drop(self, name: str) -> None:
        """Delete it."""
        (self._documents / name).unlink()

    def damage(self, version: str, content: bytes | None) -> None:
        """Write or delete it."""
        archive = self.shelf.fetch(version, self._documents)
        if content is None:
            archive.unlink()
        else:
            archive.write_bytes(content)


class Bucket:
    """A bucket that keeps earlier states of its objects, as that of the template does."""

    def __init__(self) -> None:
        client("s3").create_bucket(Bucket=BUCKET)
        client("s3").put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        self.shelf: Shelf = S3Shelf(BUCKET, REGION, TENANT)

    def put(self, name: str, content: bytes) -> None:
        """Upload it."""
        client("s3").put_object(Bucket=BUCKET, Key=f"documents/{TENANT}/{name}", Body=content)

    def drop(self, name: str) -> None:
        """Delete it as people do."""
        client("s3").delete_object(Bucket=BUCKET, Key=f"documents/{TENANT}/{name}")

    def damage(self, version: str, content: bytes | None) -> None:
        """Upload or delete it."""
        if content is None:
            client("s3").delete_object(Bucket=BUCKET, Key=f"index/{TENANT}/{version}.tar")
        else:
            client("s3").put_object(Bucket=BUCKET, Key=f"index/{TENANT}/{version}.tar", Body=content)


class Counting:
    """The encoder, counting what it is given."""

    def __init__(self, encoder: LocalEncoder) -> None:
        self.name = encoder.name
        self.layers, self.questions, self.layered = encoder.layers, encoder.questions, encoder.layered
        self._encoder = encoder
        self.texts: list[str] = []

    def passages(self, texts: Any) -> Matrix:
        """Encode and remember."""
        self.texts += texts
        return self._encoder.passages(texts)


def served(place: Place, encoder: LocalEncoder | Counting, folder: Path) -> Index:
    current = place.shelf.current()
    assert current is not None
    return load_index(place.shelf.fetch(current.version, folder), encoder.name, TENANT)


def texts(place: Place, encoder: LocalEncoder | Counting, folder: Path) -> dict[str, str]:
    return {passage.source: passage.text for passage in served(place, encoder, folder).passages}


def became(report: Report) -> dict[str, str]:
    return {outcome.source: outcome.status for outcome in report.documents}


def reason(report: Report, source: str) -> str:
    return next(outcome.reason or "" for outcome in report.documents if outcome.source == source)
