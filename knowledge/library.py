"""The published index: a file in S3, and a pointer that names the current one.

Publishing writes the file first and the pointer last, so that readers see the old index or the new one, never half.
"""

import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from contracts.errors import ConfigurationError, Unavailable
from contracts.policy import INDEX_REFRESH_SECONDS
from knowledge.index import Index, load_index

POINTER: Final = "index/current"


class Library(Protocol):
    """Where the agent finds its index."""

    def current(self) -> Index:
        """The index to search now."""
        ...


class FixedLibrary:
    """One index, for the command line and for tests."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def current(self) -> Index:
        """The index it was made with."""
        return self._index


class S3Library:
    """The published index, loaded once and looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self, bucket: str, encoder: str, region: str) -> None:
        self._s3 = boto3.client("s3", region_name=region)
        self._bucket = bucket
        self._encoder = encoder
        self._index: Index | None = None
        self._checked = 0.0

    def current(self) -> Index:
        """The published index. While a newer one cannot be read, the one in use keeps serving.

        Raises `Unavailable` or `ConfigurationError` only when there is none in use yet.
        """
        if self._index is None:
            self._index = self._newer_than(None)
        elif time.monotonic() - self._checked > INDEX_REFRESH_SECONDS:
            with suppress(Unavailable, ConfigurationError):
                self._index = self._newer_than(self._index)
        return self._index

    def publish(self, archive: Path) -> None:
        """Upload an index file and point to it. Raises `Unavailable`."""
        try:
            self._s3.upload_file(str(archive), self._bucket, f"index/{archive.name}")
            self._s3.put_object(Bucket=self._bucket, Key=POINTER, Body=archive.stem.encode())
        except (ClientError, BotoCoreError) as error:
            raise _unavailable(error) from error

    def _newer_than(self, index: Index | None) -> Index:
        self._checked = time.monotonic()
        try:
            version = self._s3.get_object(Bucket=self._bucket, Key=POINTER)["Body"].read().decode()
            if index is not None and index.manifest.version == version:
                return index
            with TemporaryDirectory(prefix="curbside-download-") as folder:
                archive = Path(folder) / f"{version}.tar"
                self._s3.download_file(self._bucket, f"index/{archive.name}", str(archive))
                return load_index(archive, self._encoder)
        except (ClientError, BotoCoreError) as error:
            raise _unavailable(error) from error


def _unavailable(error: ClientError | BotoCoreError) -> Unavailable:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    return Unavailable("knowledge bucket", code)
