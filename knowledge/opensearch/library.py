"""Where the knowledge agent finds the version that is served."""

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from contracts.errors import ConfigurationError, Unavailable
from contracts.policy import INDEX_REFRESH_SECONDS
from knowledge.opensearch.client import DEPENDENCY
from knowledge.opensearch.engine import OpenSearchEngine
from knowledge.opensearch.versions import served

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

NOTHING_SERVED: Final = "NothingServed"
"""The error's code while no version was ever served."""


class OpenSearchLibrary:
    """The version that is served, looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self, client: "OpenSearch", encoder: str) -> None:
        self._client = client
        self._encoder = encoder
        self._engine: OpenSearchEngine | None = None
        self._checked = 0.0

    def current(self) -> OpenSearchEngine:
        """An engine over the version that is served; while nobody can tell, over the one in use.

        Raises `Unavailable` or `ConfigurationError` only when there is none in use yet.
        """
        if self._engine is None:
            self._engine = self._newer_than(None)
        elif time.monotonic() - self._checked > INDEX_REFRESH_SECONDS:
            with suppress(Unavailable, ConfigurationError):
                self._engine = self._newer_than(self._engine)
        return self._engine

    def _newer_than(self, engine: OpenSearchEngine | None) -> OpenSearchEngine:
        self._checked = time.monotonic()
        version = served(self._client)
        if version is None:
            raise Unavailable(DEPENDENCY, NOTHING_SERVED)
        if engine is not None and engine.version == version.meta.version:
            return engine
        if version.meta.encoder != self._encoder:
            raise ConfigurationError(
                f"version {version.meta.version} was encoded with {version.meta.encoder}, "
                f"this process encodes with {self._encoder}: load one that was built with it"
            )
        return OpenSearchEngine(self._client, version)
