"""Where the published index of a tenant is found, to search it or to read its pages: loaded once and kept fresh."""

from abc import abstractmethod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import boto3

from contracts.errors import NotFound
from knowledge.engine import Engine, Pages
from knowledge.index import Index, IndexPages, load_index, load_pages
from knowledge.refreshing import RefreshingLibrary, Served
from knowledge.s3_shelf import S3Shelf
from knowledge.search import EmbeddedEngine


class Library(Protocol):
    """Where the agent finds the engine of a tenant."""

    def current(self, tenant: str) -> Engine:
        """What to search now. Raises `NotFound` for a tenant without documents."""
        ...


class Documents(Protocol):
    """Where the documents of a tenant are found."""

    def current(self, tenant: str) -> Pages:
        """What to read now. Raises `NotFound` for a tenant without documents."""
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


class PublishedIndexes(RefreshingLibrary[Served]):
    """The published indexes of a bucket, each opened by its version."""

    def __init__(self, bucket: str, region: str) -> None:
        super().__init__()
        self._bucket, self._region = bucket, region
        self._s3 = boto3.client("s3", region_name=region)

    def newer_than(self, tenant: str, engine: Served | None) -> Served:
        """The published index of a tenant, unless it is the one in use."""
        shelf = S3Shelf(self._bucket, self._region, tenant, self._s3)
        published = shelf.current()
        if published is None:
            raise NotFound("tenant", f"tenant {tenant} has no documents")
        if engine is not None and engine.version == published.version:
            return engine
        with TemporaryDirectory(prefix="curbside-download-") as folder:
            return self.opened(shelf.fetch(published.version, Path(folder)), tenant)

    @abstractmethod
    def opened(self, archive: Path, tenant: str) -> Served:
        """Open the index file of a tenant. Raises `ConfigurationError`."""


class S3Library(PublishedIndexes[EmbeddedEngine]):
    """The published indexes of a bucket, to be searched."""

    def __init__(self, bucket: str, encoder: str, region: str) -> None:
        super().__init__(bucket, region)
        self._encoder = encoder

    def opened(self, archive: Path, tenant: str) -> EmbeddedEngine:
        """Open it with its vectors and words."""
        return EmbeddedEngine(load_index(archive, self._encoder, tenant))


class S3Documents(PublishedIndexes[IndexPages]):
    """The published indexes of a bucket, to be read page by page: whichever encoder they were made with."""

    def opened(self, archive: Path, tenant: str) -> IndexPages:
        """Open its passages alone."""
        return load_pages(archive, tenant)
