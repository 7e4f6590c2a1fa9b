"""What a library serves, kept up to date: looked for anew now and then, and kept while nothing newer can be had."""

import time
from abc import ABC, abstractmethod
from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from typing import Generic, TypeVar

from contracts.errors import ConfigurationError, NotFound, Unavailable
from knowledge.engine import Pages
from knowledge.policy import INDEX_REFRESH_SECONDS, OPEN_TENANTS
from knowledge.tenants import is_tenant

Served = TypeVar("Served", bound=Pages)


class RefreshingLibrary(ABC, Generic[Served]):
    """The engine of each tenant, looked for anew every `INDEX_REFRESH_SECONDS` while people ask."""

    def __init__(self) -> None:
        self._engines = OrderedDict[str, tuple[Served, float]]()
        """By tenant, the one asked last at the end; with the time at which it was looked for."""
        self._lock = Lock()

    def current(self, tenant: str) -> Served:
        """The engine that is served. While a newer one cannot be had, the one in use keeps serving.

        Raises `NotFound` for a tenant without documents, and only when there is none in use yet `Unavailable` or
        `ConfigurationError`.
        """
        if not is_tenant(tenant):
            raise NotFound("tenant", f"no tenant can be called {tenant!r}")
        engine, looked = self._engines.get(tenant, (None, 0.0))
        now = time.monotonic()
        if engine is None:
            engine, looked = self.newer_than(tenant, None), now
        elif now - looked > INDEX_REFRESH_SECONDS:
            looked = now
            with suppress(Unavailable, ConfigurationError, NotFound):
                engine = self.newer_than(tenant, engine)
        self._keep(tenant, engine, looked)
        return engine

    def _keep(self, tenant: str, engine: Served, looked: float) -> None:
        """Keep an engine; the one that nobody asked for longest goes once `OPEN_TENANTS` are open."""
        with self._lock:
            self._engines[tenant] = (engine, looked)
            self._engines.move_to_end(tenant)
            if len(self._engines) > OPEN_TENANTS:
                self._engines.popitem(last=False)

    @abstractmethod
    def newer_than(self, tenant: str, engine: Served | None) -> Served:
        """The engine that is served now, which is `engine` itself if nothing newer is. Raises as `current` does."""
