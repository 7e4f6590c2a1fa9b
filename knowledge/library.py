"""Where the knowledge agent finds what it searches: the published index, loaded once and kept fresh."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from contracts.errors import Unavailable
from knowledge.engine import Engine
from knowledge.index import Index, load_index
from knowledge.refreshing import FreshLibrary
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


class S3Library(FreshLibrary[EmbeddedEngine]):
    """The published index, loaded once and looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self, bucket: str, encoder: str, region: str) -> None:
        super().__init__()
        self._shelf = S3Shelf(bucket, region)
        self._encoder = encoder

    def newer_than(self, engine: EmbeddedEngine | None) -> EmbeddedEngine:
        """The published index, unless it is the one in use."""
        published = self._shelf.current()
        if published is None:
            raise Unavailable("knowledge bucket", "NoSuchKey")
        if engine is not None and engine.version == published.version:
            return engine
        with TemporaryDirectory(prefix="curbside-download-") as folder:
            archive = self._shelf.fetch(published.version, Path(folder))
            return EmbeddedEngine(load_index(archive, self._encoder))
