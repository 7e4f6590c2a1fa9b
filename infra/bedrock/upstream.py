"""One request to a server elsewhere, whose answer is read as it comes."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from infra.bedrock.policy import UPSTREAM_SECONDS
from infra.bedrock.refusal import Refusal

BROKEN: Final = (OSError, HTTPException)
"""What the standard library raises for a connection that fails, at any time."""


@contextmanager
def sent(method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> Iterator[HTTPResponse]:
    """Give the answer, of which only the head has been read; the connection ends with the block.

    Raises `Refusal` if the server cannot be reached, or says nothing for too long.
    """
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    with closing(kind(parts.hostname or "", parts.port, timeout=UPSTREAM_SECONDS)) as connection:
        try:
            connection.request(method, parts.path, body, headers | {"Connection": "close"})
            response = connection.getresponse()
        except TimeoutError as error:
            late = f"{parts.netloc} said nothing for {UPSTREAM_SECONDS:.0f} s"
            raise Refusal("ModelTimeoutException", late) from error
        except BROKEN as error:
            raise Refusal("ServiceUnavailableException", f"{parts.netloc} cannot be reached: {error}") from error
        with response:
            yield response
