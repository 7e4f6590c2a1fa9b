"""The public keys with which tokens of staff are signed: fetched, kept, and fetched again when they change."""

import http.client
import json
import time
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from contracts.errors import Unauthenticated, Unavailable
from gateway.policy import KEYS_KEPT_SECONDS, KEYS_PAUSE_SECONDS, KEYS_SECONDS

if TYPE_CHECKING:
    from jwt import PyJWK

_MAX_BYTES: Final = 64 * 1024
"""Most that is read of them. Cognito's two have 1 kB."""


class SigningKeys:
    """The keys of one user pool, by their ids. They are the same for every token, so a process asks for them once."""

    def __init__(self, fetch: Callable[[], bytes], clock: Callable[[], float] = time.monotonic) -> None:
        """`fetch` gives the pool's JSON Web Key Set, and may raise `Unavailable`; `clock` counts seconds."""
        self._fetch, self._clock = fetch, clock
        self._keys: dict[str, PyJWK] = {}
        self._asked_at: float | None = None
        self._failure: Unavailable | None = None

    def key(self, key_id: str) -> "PyJWK":
        """Return a key. Raises `Unauthenticated` for an id that the pool does not have, and `Unavailable`.

        A key that is known still serves while Cognito does not answer.
        """
        if self._is_due(key_id):
            self._ask()
        if key_id in self._keys:
            return self._keys[key_id]
        if self._failure is not None:
            raise self._failure
        raise Unauthenticated("the token is not valid")

    def _is_due(self, key_id: str) -> bool:
        if self._asked_at is None:
            return True
        wait = KEYS_KEPT_SECONDS if key_id in self._keys and self._failure is None else KEYS_PAUSE_SECONDS
        return self._clock() - self._asked_at >= wait

    def _ask(self) -> None:
        from jwt import PyJWKSet, PyJWTError

        self._asked_at = self._clock()
        try:
            found = PyJWKSet.from_dict(json.loads(self._fetch()))
        except Unavailable as error:
            self._failure = error
        except (ValueError, AttributeError, PyJWTError) as error:  # no JSON, no object, no usable key
            self._failure = Unavailable("cognito", type(error).__name__)
        else:
            self._keys = {key.key_id: key for key in found.keys if key.key_id}
            self._failure = None


def keys_at(url: str) -> Callable[[], bytes]:
    """Return what fetches the keys that are published at an address."""

    def fetch() -> bytes:
        try:
            with urllib.request.urlopen(url, timeout=KEYS_SECONDS) as answer:  # noqa: S310 - the deployment's own
                body: bytes = answer.read(_MAX_BYTES)
                return body
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable("cognito", type(error).__name__) from error

    return fetch
