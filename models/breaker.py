"""A model that fails again and again is left alone for a while, by every process.

A process counts failures for itself and opens the breaker for all; what others have opened it reads now and then. When
the time is over one process alone tries whether the model is back.
"""

import time
from collections.abc import Callable
from typing import Protocol

from contracts.breaker import Broken
from contracts.errors import Unavailable
from models.errors import ModelFailed
from models.policy import BREAK_AFTER, BREAK_SECONDS, BREAKER_MEMORY_SECONDS, PROBE_SECONDS, REFUSED_SECONDS
from observe.log import log
from observe.metrics import count


class BreakerStore(Protocol):
    """Where open breakers stand. Each method raises `Unavailable`."""

    def read(self, key: str) -> Broken | None:
        """Return the breaker if it is open."""
        ...

    def open(self, key: str, until: float) -> None:
        """Open it, or keep it open."""
        ...

    def probe(self, key: str, now: float, until: float) -> bool:
        """Take the right to try the model until then; False if another holds it."""
        ...

    def close(self, key: str) -> None:
        """Close it."""
        ...


class BreakersHere:
    """Open breakers of this process alone, as for the command line."""

    def __init__(self) -> None:
        self._open = dict[str, Broken]()

    def read(self, key: str) -> Broken | None:
        """Return the breaker if it is open."""
        return self._open.get(key)

    def open(self, key: str, until: float) -> None:
        """Open it, or keep it open."""
        self._open[key] = Broken(until=until)

    def probe(self, key: str, now: float, until: float) -> bool:
        """Take the right to try the model until then; False if another holds it."""
        broken = self._open.get(key)
        if broken is None or broken.probed_until > now:
            return False
        self._open[key] = broken.changed(probed_until=until)
        return True

    def close(self, key: str) -> None:
        """Close it."""
        self._open.pop(key, None)


class Breakers:
    """The breakers of all models, by a key for each model and place. A store that does not answer breaks nothing."""

    def __init__(self, store: BreakerStore, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        self._failures = dict[str, int]()
        self._seen = dict[str, tuple[float, Broken | None]]()

    def allows(self, key: str) -> bool:
        """Whether the model may be asked now: its breaker is closed, or this call is to try whether it is back."""
        broken, now = self._read(key), self._clock()
        if broken is None:
            return True
        if broken.until > now:
            return False
        try:
            return self._store.probe(key, now, now + PROBE_SECONDS)
        except Unavailable:
            return True

    def succeeded(self, key: str) -> None:
        """Count an answer."""
        self._failures.pop(key, None)
        if self._read(key) is not None:
            self._write(key, None)

    def failed(self, key: str, error: ModelFailed) -> None:
        """Count a failure, and open the breaker at the third in a row, or when a model that was tried is not back."""
        if not error.is_outage:
            return
        failures = self._failures[key] = self._failures.get(key, 0) + 1
        if error.closed or failures >= BREAK_AFTER or self._read(key) is not None:
            self._failures.pop(key, None)  # on another thread it may just have been opened
            self._write(key, self._clock() + (REFUSED_SECONDS if error.closed else BREAK_SECONDS))
            count({"ModelBreakerOpened": 1})
            log("warning", "model left alone", {"model": key, "reason": error.code})

    def _read(self, key: str) -> Broken | None:
        now = self._clock()
        at, broken = self._seen.get(key, (-BREAKER_MEMORY_SECONDS, None))
        if now - at < BREAKER_MEMORY_SECONDS:
            return broken
        try:
            broken = self._store.read(key)
        except Unavailable:
            broken = None
        self._seen[key] = (now, broken)
        return broken

    def _write(self, key: str, until: float | None) -> None:
        self._seen[key] = (self._clock(), None if until is None else Broken(until=until))
        try:
            if until is None:
                self._store.close(key)
            else:
                self._store.open(key, until)
        except Unavailable as error:
            log("warning", "breaker not stored", {"model": key, "reason": error.code})
