"""What a library serves, kept fresh: looked for anew now and then, and kept while nothing newer can be had."""

import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Generic, TypeVar

from contracts.errors import ConfigurationError, Unavailable
from knowledge.engine import Engine
from knowledge.policy import INDEX_REFRESH_SECONDS

Served = TypeVar("Served", bound=Engine)


class FreshLibrary(ABC, Generic[Served]):
    """The engine that is served, looked for anew every `INDEX_REFRESH_SECONDS`."""

    def __init__(self) -> None:
        self._engine: Served | None = None
        self._checked = 0.0

    def current(self) -> Served:
        """The engine that is served. While a newer one cannot be had, the one in use keeps serving.

        Raises `Unavailable` or `ConfigurationError` only when there is none in use yet.
        """
        if self._engine is None:
            self._engine = self._look(None)
        elif time.monotonic() - self._checked > INDEX_REFRESH_SECONDS:
            with suppress(Unavailable, ConfigurationError):
                self._engine = self._look(self._engine)
        return self._engine

    def _look(self, engine: Served | None) -> Served:
        self._checked = time.monotonic()
        return self.newer_than(engine)

    @abstractmethod
    def newer_than(self, engine: Served | None) -> Served:
        """The engine that is served now, which is `engine` itself if nothing newer is. Raises as `current` does."""
