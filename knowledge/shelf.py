"""Where documents of a tenant lie and where their index is published: a folder on disk or in a bucket."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from uuid import uuid4

from knowledge.index import Manifest
from knowledge.records import Report

UNREADABLE: Final = "unreadable"
_POINTER: Final = re.compile(r"([\w.-]{1,64})(?: [0-9a-f]{32})?", re.ASCII)
"""A version, and what makes each move of the pointer another one."""


class Listed(NamedTuple):
    """A file as a listing shows it."""

    etag: str
    """Changes when its content does."""
    size: int
    """Bytes."""


class Current(NamedTuple):
    """The version that serves, and what tells whether the pointer was moved since it was read."""

    version: str
    token: str


def pointer_to(version: str) -> bytes:
    """What a pointer to a version says. No two are the same, so that a version that serves again is told apart.

    A run that began before the version was left and came back would else take what it saw for what lies there.
    """
    return f"{version} {uuid4().hex}".encode()


def version_in(pointer: bytes) -> str:
    """The version that a pointer names; `UNREADABLE`, which no index has, where it names none."""
    named = _POINTER.fullmatch(pointer.decode(errors="replace"))
    return named[1] if named else UNREADABLE


class Version(NamedTuple):
    """A published index."""

    name: str
    published: datetime
    size: int
    """Bytes of the index file."""


class Shelf(Protocol):
    """Documents and published indexes of one tenant. Everything raises `Unavailable` if it cannot be reached."""

    @property
    def tenant(self) -> str:
        """Whose they are. Nothing of another tenant can be read or written through this shelf."""
        ...

    def listing(self) -> Mapping[str, Listed]:
        """All files among the documents, by their path with forward slashes."""
        ...

    def read(self, name: str) -> bytes:
        """The content of one of them. Raises `NotFound` if it is gone, or closed to us."""
        ...

    def current(self) -> Current | None:
        """What serves now; None before the first publication."""
        ...

    def fetch(self, version: str, folder: Path) -> Path:
        """The index file of a version; `folder` is for a copy if one is needed."""
        ...

    def upload(self, archive: Path, manifest: Manifest) -> None:
        """Add an index file. It does not serve yet."""
        ...

    def point(self, version: str, instead_of: Current | None) -> bool:
        """Let a version serve; False, and nothing done, if something else serves than was expected."""
        ...

    def versions(self) -> Sequence[Version]:
        """Those that could serve, newest first."""
        ...

    def manifest_of(self, version: str) -> Manifest | None:
        """What a version says about itself; None if that cannot be read."""
        ...

    def remove(self, version: str) -> None:
        """Delete an index file for good."""
        ...

    def write_report(self, report: Report) -> None:
        """Leave what the last run did."""
        ...
