"""The OpenAI-compatible server: which model, one request, and its errors as those of Bedrock."""

import json
from collections.abc import Iterator
from http.client import HTTPResponse
from typing import Any, Final
from urllib.parse import urldefrag, urlsplit

from contracts.errors import ConfigurationError
from infra.bedrock.asked import Asked
from infra.bedrock.openai.reply import events_of
from infra.bedrock.openai.request import chat_request
from infra.bedrock.refusal import Refusal
from infra.bedrock.reply import Event
from infra.bedrock.upstream import BROKEN, sent

ERRORS: Final = {
    400: "ValidationException",
    401: "AccessDeniedException",
    403: "AccessDeniedException",
    404: "ResourceNotFoundException",
    408: "ModelTimeoutException",
    413: "ValidationException",
    422: "ValidationException",
    429: "ThrottlingException",
    500: "InternalServerException",
    503: "ServiceUnavailableException",
    504: "ModelTimeoutException",
}
"""Bedrock's error for a status; any other is a `ModelErrorException`."""
_DATA: Final = b"data:"
_END: Final = b"[DONE]"


class OpenAiModel:
    """Answers a conversation by one model of such a server, whatever model the request names."""

    def __init__(self, address: str, key: str = "") -> None:
        """`address` is `URL` or `URL#model`; a URL without a path means `URL/v1`.

        Without a model it is the first that the server lists now. Raises `ConfigurationError` if it lists none.
        """
        url, self.model = urldefrag(address)
        self._url = url.rstrip("/") + ("" if urlsplit(url).path.strip("/") else "/v1")
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self.model = self.model or self._first_model()

    def __call__(self, asked: Asked) -> Iterator[Event]:
        """Yield the events of the answer. Raises `Refusal`, before the first event if the server refuses."""
        body = json.dumps(chat_request(asked, self.model)).encode()
        with sent("POST", f"{self._url}/chat/completions", self._headers, body) as response:
            if response.status != 200:
                raise Refusal(ERRORS.get(response.status, "ModelErrorException"), _message(response))
            yield from events_of(_chunks(response))

    def _first_model(self) -> str:
        address = f"{self._url}/models"
        try:
            with sent("GET", address, self._headers) as response:
                return str(json.load(response)["data"][0]["id"])
        except (Refusal, ValueError, KeyError, IndexError, TypeError) as error:
            raise ConfigurationError(
                f"{address} lists no model ({error}): start the server, or name one with URL#model"
            ) from error


def _chunks(response: HTTPResponse) -> Iterator[dict[str, Any]]:
    """Read the events of the stream until its end. Raises `Refusal` for an error in it, or if it ends too early."""
    try:
        for line in response:
            data = line.removeprefix(_DATA).strip() if line.startswith(_DATA) else b""
            if data == _END:
                return
            if data:
                yield _checked(json.loads(data))
    except (*BROKEN, ValueError) as error:
        raise Refusal("ModelStreamErrorException", f"the model's stream broke: {error}") from error
    raise Refusal("ModelStreamErrorException", "the model's stream ended too early")


def _checked(chunk: dict[str, Any]) -> dict[str, Any]:
    if "error" in chunk:
        raise Refusal("ModelStreamErrorException", _told(chunk))
    return chunk


def _message(response: HTTPResponse) -> str:
    try:
        return _told(json.load(response))
    except (*BROKEN, ValueError):
        return f"the model's server answered {response.status}"


def _told(content: Any) -> str:
    error = content.get("error") if isinstance(content, dict) else None
    return str(error.get("message") if isinstance(error, dict) else error or content)
