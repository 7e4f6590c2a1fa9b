"""Documents in a folder on disk, and their indexes in another."""

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

from pydantic import ValidationError

from contracts.errors import NotFound
from knowledge.index import Manifest
from knowledge.policy import MAX_DOCUMENT_BYTES
from knowledge.records import Report
from knowledge.shelf import Current, Listed, Version, pointer_to, version_in
from knowledge.tenants import checked_tenant

POINTER = "current"


class FolderShelf:
    """Reads below `documents`, writes below `target`; both are of one tenant."""

    def __init__(self, documents: Path, target: Path, tenant: str) -> None:
        """Raises `InvalidInput` for a name that no tenant has."""
        self.tenant = checked_tenant(tenant)
        self._documents = documents
        self._target = target

    def listing(self) -> Mapping[str, Listed]:
        """All files, with the MD5 of their content, which is what S3 calls an ETag where no key of KMS is used."""
        files = (path for path in self._documents.rglob("*") if path.is_file())
        return {path.relative_to(self._documents).as_posix(): _listed(path) for path in files}

    def read(self, name: str) -> bytes:
        """The content of a file. Raises `NotFound` if the system does not give it."""
        try:
            return (self._documents / name).read_bytes()
        except OSError as error:
            raise NotFound(name, f"cannot be opened: {error.strerror}") from error

    def current(self) -> Current | None:
        """What the pointer says."""
        try:
            pointer = (self._target / POINTER).read_bytes()
        except FileNotFoundError:
            return None
        return Current(version_in(pointer), pointer.decode(errors="replace"))

    def fetch(self, version: str, folder: Path) -> Path:
        """The file itself: it needs no copy."""
        return self.archive(version)

    def archive(self, version: str) -> Path:
        """Where the index file of a version lies."""
        return self._target / f"{version}.tar"

    def upload(self, archive: Path, manifest: Manifest) -> None:
        """Copy the index file into its place; it may come from another file system."""
        self._target.mkdir(parents=True, exist_ok=True)
        _write(self._target / f"{manifest.version}.json", manifest.sized(archive).model_dump_json())
        with _replacing(self.archive(manifest.version)) as scratch:
            copyfile(archive, scratch)

    def point(self, version: str, instead_of: Current | None) -> bool:
        """Move the pointer, unless another process did."""
        with self._locked():
            if self.current() != instead_of:
                return False
            _write(self._target / POINTER, pointer_to(version).decode())
            return True

    def versions(self) -> Sequence[Version]:
        """By the time at which they were written."""
        found = [Version(path.stem, *_written(path)) for path in self._target.glob("*.tar")]
        return sorted(found, key=lambda version: (version.published, version.name), reverse=True)

    def manifest_of(self, version: str) -> Manifest | None:
        """As it was written beside the index file."""
        try:
            return Manifest.model_validate_json((self._target / f"{version}.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def remove(self, version: str) -> None:
        """Delete the index file and what lies beside it."""
        self.archive(version).unlink(missing_ok=True)
        (self._target / f"{version}.json").unlink(missing_ok=True)

    def write_report(self, report: Report) -> None:
        """Write it beside the indexes."""
        self._target.mkdir(parents=True, exist_ok=True)
        _write(self._target / "report.json", report.model_dump_json(indent=2))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._target.mkdir(parents=True, exist_ok=True)
        with (self._target / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _listed(path: Path) -> Listed:
    """A file that is too large, or closed to us, is known by its size: it will not be indexed anyway."""
    size = path.stat().st_size
    try:
        etag = md5(path.read_bytes(), usedforsecurity=False).hexdigest() if size <= MAX_DOCUMENT_BYTES else str(size)
    except OSError:
        etag = str(size)
    return Listed(etag, size)


def _written(path: Path) -> tuple[datetime, int]:
    status = path.stat()
    return datetime.fromtimestamp(status.st_mtime, UTC), status.st_size


def _write(path: Path, text: str) -> None:
    with _replacing(path) as scratch:
        scratch.write_text(text, encoding="utf-8")


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file that takes the place of `path` once it is written: all of it or nothing, also if two write at once."""
    scratch = path.with_name(f"{path.name}.{uuid4().hex}.new")
    try:
        yield scratch
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
