"""Where the knowledge agent finds the version that is served."""

from typing import TYPE_CHECKING, Final

from contracts.errors import ConfigurationError, Unavailable
from knowledge.opensearch.client import DEPENDENCY
from knowledge.opensearch.engine import OpenSearchEngine
from knowledge.opensearch.versions import served
from knowledge.refreshing import FreshLibrary

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

NOTHING_SERVED: Final = "NothingServed"
"""The error's code while no version was ever served."""


class OpenSearchLibrary(FreshLibrary[OpenSearchEngine]):
    """The version that is served, looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self, client: "OpenSearch", encoder: str) -> None:
        super().__init__()
        self._client = client
        self._encoder = encoder

    def newer_than(self, engine: OpenSearchEngine | None) -> OpenSearchEngine:
        """An engine over the version that is served, unless it is the one in use."""
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
