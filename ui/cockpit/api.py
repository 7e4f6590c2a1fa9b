"""Calls of the HTTP API: JSON there, a typed answer or a typed error back."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, TypeVar

import urllib3
from pydantic import ValidationError

from contracts.base import Contract, Tolerant
from ui.cockpit.errors import CallFailed, NotReached, Refused, SignInNeeded
from ui.cockpit.policy import CONNECT_SECONDS, READ_SECONDS

Answer = TypeVar("Answer", bound=Contract)
_LATER: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE)


Send = Callable[[str, str, str | None, Mapping[str, str]], tuple[int, bytes]]
"""Sends a method, an address, a body and headers; returns status and content. Raises `NotReached`."""


def over_http() -> Send:
    """Return what sends over connections that are kept. Threads may share it."""
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=8)

    def send(method: str, url: str, content: str | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            response = pool.request(method, url, body=content, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            raise NotReached("the desk does not answer") from error
        return response.status, response.data

    return send


class Problem(Tolerant):
    """What the cockpit reads of a problem document."""

    type: str = "unknown"
    detail: str = "the API refused without a reason"


class Api:
    """The API at one address. Holds no credential; threads may share it."""

    def __init__(self, url: str, send: Send) -> None:
        self._url = url.rstrip("/")
        self._send = send

    def call(
        self,
        method: str,
        path: str,
        answer: type[Answer],
        token: str | None = None,
        body: Contract | Mapping[str, Any] | None = None,
    ) -> Answer:
        """Return the answer to a call; fields that this version does not know are left out.

        Raises `SignInNeeded`, `Refused` and `NotReached`.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        content = body.model_dump_json() if isinstance(body, Contract) else json.dumps(body) if body else None
        status, answered = self._send(method, self._url + path, content, headers)
        if status >= HTTPStatus.BAD_REQUEST:
            raise failed(status, answered)
        try:
            return answer.model_validate_json(answered, extra="ignore")
        except ValidationError:  # its text quotes the answer
            raise NotReached("the desk gave an answer that this cockpit does not understand") from None


def failed(status: int, content: bytes) -> CallFailed:
    """Return what an answer with an error means."""
    try:
        problem = Problem.model_validate_json(content)
    except ValidationError:
        problem = Problem()
    if status == HTTPStatus.UNAUTHORIZED:
        return SignInNeeded(problem.detail)
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NotReached("the desk cannot answer now; try again in a moment")
    return Refused(problem.type.rpartition(":")[2], problem.detail)
