"""Where the knowledge agent finds the version that is served."""

from typing import TYPE_CHECKING

from contracts.errors import ConfigurationError, NotFound
from knowledge.opensearch.engine import OpenSearchEngine
from knowledge.opensearch.versions import served
from knowledge.refreshing import RefreshingLibrary

if TYPE_CHECKING:
    from opensearchpy import OpenSearch


class OpenSearchLibrary(RefreshingLibrary[OpenSearchEngine]):
    """The versions that a collection serves."""

    def __init__(self, client: "OpenSearch", encoder: str | None = None) -> None:
        """`encoder` names the encoder of questions; without one pages can be read, and nothing searched."""
        super().__init__()
        self._client = client
        self._encoder = encoder

    def newer_than(self, tenant: str, engine: OpenSearchEngine | None) -> OpenSearchEngine:
        """An engine over the version that is served to a tenant, unless it is the one in use."""
        version = served(self._client, tenant)
        if version is None:
            raise NotFound("tenant", f"tenant {tenant} has no documents")
        if engine is not None and engine.version == version.meta.version:
            return engine
        if self._encoder is not None and version.meta.encoder != self._encoder:
            raise ConfigurationError(
                f"version {version.meta.version} was encoded with {version.meta.encoder}, "
                f"this process encodes with {self._encoder}: load one that was built with it"
            )
        return OpenSearchEngine(self._client, version)
