"""What was asked, for tests: in memory only, and never a signature."""

from collections import deque
from threading import Lock
from typing import Any

from infra.bedrock.asked import Asked
from infra.bedrock.policy import REQUESTS_KEPT


class RequestLog:
    """The latest requests, oldest first."""

    def __init__(self) -> None:
        self._kept: deque[dict[str, Any]] = deque(maxlen=REQUESTS_KEPT)
        self._lock = Lock()

    def add(self, asked: Asked, region: str) -> None:
        """Remember one request, and for which region it was signed."""
        with self._lock:
            self._kept.append(
                {"operation": asked.operation, "model": asked.model, "region": region, "body": asked.body}
            )

    def all(self) -> list[dict[str, Any]]:
        """Return them."""
        with self._lock:
            return list(self._kept)

    def clear(self) -> None:
        """Forget them."""
        with self._lock:
            self._kept.clear()
