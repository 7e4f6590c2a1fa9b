"""Where the knowledge agent finds what it searches: the published index, loaded once and kept fresh."""

import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from contracts.errors import ConfigurationError, Unavailable
from contracts.policy import INDEX_REFRESH_SECONDS
from knowledge.engine import Engine
from knowledge.index import Index, load_index
from knowledge.s3_shelf import S3Shelf
from knowledge.search import EmbeddedEngine


class Library(Protocol):
    """Where the agent finds its engine."""

    def current(self) -> Engine:
        """What to search now."""
        ...


class FixedLibrary:
    """One index for good, for the command line and for tests."""

    def __init__(self, index: Index) -> None:
        self._engine = EmbeddedEngine(index)

    def current(self) -> EmbeddedEngine:
        """An engine over the index it was made with."""
        return self._engine


class S3Library:
    """The published index, loaded once and looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self, bucket: str, encoder: str, region: str) -> None:
        self._shelf = S3Shelf(bucket, region)
        self._encoder = encoder
        self._engine: EmbeddedEngine | None = None
        self._checked = 0.0

    def current(self) -> EmbeddedEngine:
        """The published index. While a newer one cannot be read, the one in use keeps serving.

        Raises `Unavailable` or `ConfigurationError` only when there is none in use yet.
        """
        if self._engine is None:
            self._engine = self._newer_than(None)
        elif time.monotonic() - self._checked > INDEX_REFRESH_SECONDS:
            with suppress(Unavailable, ConfigurationError):
                self._engine = self._newer_than(self._engine)
        return self._engine

    def _newer_than(self, engine: EmbeddedEngine | None) -> EmbeddedEngine:
        self._checked = time.monotonic()
        published = self._shelf.current()
        if published is None:
            raise Unavailable("knowledge bucket", "NoSuchKey")
        if engine is not None and engine.version == published.version:
            return engine
        with TemporaryDirectory(prefix="curbside-download-") as folder:
            archive = self._shelf.fetch(published.version, Path(folder))
            return EmbeddedEngine(load_index(archive, self._encoder))
