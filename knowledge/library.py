"""Where the knowledge agent finds what it searches: the published index of a tenant, loaded once and kept fresh."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import boto3

from contracts.errors import NotFound
from knowledge.engine import Engine
from knowledge.index import Index, load_index
from knowledge.refreshing import RefreshingLibrary
from knowledge.s3_shelf import S3Shelf
from knowledge.search import EmbeddedEngine


class Library(Protocol):
    """Where the agent finds the engine of a tenant."""

    def current(self, tenant: str) -> Engine:
        """What to search now. Raises `NotFound` for a tenant without documents."""
        ...


class FixedLibrary:
    """One index for good, for the command line and for tests."""

    def __init__(self, index: Index) -> None:
        self._engine = EmbeddedEngine(index)

    def current(self, tenant: str) -> EmbeddedEngine:
        """An engine over the index it was made with, for the tenant whose it is."""
        if tenant != self._engine.index.manifest.tenant:
            raise NotFound("tenant", f"tenant {tenant} has no documents")
        return self._engine


class S3Library(RefreshingLibrary[EmbeddedEngine]):
    """The published indexes of a bucket."""

    def __init__(self, bucket: str, encoder: str, region: str) -> None:
        super().__init__()
        self._bucket, self._region, self._encoder = bucket, region, encoder
        self._s3 = boto3.client("s3", region_name=region)

    def newer_than(self, tenant: str, engine: EmbeddedEngine | None) -> EmbeddedEngine:
        """The published index of a tenant, unless it is the one in use."""
        shelf = S3Shelf(self._bucket, self._region, tenant, self._s3)
        published = shelf.current()
        if published is None:
            raise NotFound("tenant", f"tenant {tenant} has no documents")
        if engine is not None and engine.version == published.version:
            return engine
        with TemporaryDirectory(prefix="curbside-download-") as folder:
            archive = shelf.fetch(published.version, Path(folder))
            return EmbeddedEngine(load_index(archive, self._encoder, tenant))
