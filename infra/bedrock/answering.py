"""Writing an answer to the connection: whole or as a stream, and cut where a script says so."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler
from itertools import chain
from typing import Any, Final
from uuid import uuid4

from infra.bedrock import frames
from infra.bedrock.refusal import Refusal
from infra.bedrock.reply import Event
from infra.bedrock.script import Then
from infra.bedrock.upstream import BROKEN

STREAM: Final = "application/vnd.amazon.eventstream"
JSON: Final = "application/json"
OWN_NAMES: Final = ("127.0.0.1", "localhost")
_READ: Final = 65_536


class CutOff(Exception):
    """The connection ends here."""


class AnsweringHandler(BaseHTTPRequestHandler):
    """What every answer has in common."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # each word goes out when it is written

    def parse_request(self) -> bool:
        """Read the head of a request; one that a web page sent by a name of its own for this machine is refused."""
        if not super().parse_request():
            return False
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in OWN_NAMES:
            self.send_error(403)
            return False
        return True

    def answer(self, content: Any, then: Then, status: int = 200, **headers: str) -> None:
        """Send JSON, or the beginning of it."""
        payload = json.dumps(content, ensure_ascii=False).encode()
        kept = payload if then.cut_at is None else payload[: then.cut_at]
        self._head(status, JSON, **{"Content-Length": str(len(kept if then.clean_end else payload))}, **headers)
        self.wfile.write(kept)
        if len(kept) < len(payload) and not then.clean_end:
            raise CutOff

    def refuse(self, refusal: Refusal) -> None:
        """Send an error of Bedrock; without a name, what a proxy before it sends."""
        if refusal.code:
            self.answer({"message": refusal.message}, Then(), refusal.status, **{"x-amzn-ErrorType": refusal.code})
        else:
            self._head(refusal.status, "text/html", **{"Content-Length": "0"})

    def stream(self, events: Iterator[Event], then: Then) -> None:
        """Send events as they come. Raises `Refusal` for an error before the first of them."""
        events = chain([next(events)], events)
        self._head(200, STREAM, **{"Transfer-Encoding": "chunked"})
        left = then.cut_at
        for frame in _framed(events):
            self._chunk(frame if left is None else frame[:left])
            if left is not None and (left := left - len(frame)) <= 0:
                if not then.clean_end:
                    raise CutOff
                break
        self._chunk(b"", last=True)

    def pass_back(self, response: HTTPResponse) -> None:
        """Send an answer from elsewhere as it comes."""
        kept = {name: value for name, value in response.headers.items() if name.lower().startswith("x-amz")}
        kind = response.headers.get("Content-Type", JSON)
        self._head(response.status, kind, **kept, **{"Transfer-Encoding": "chunked"})
        try:
            while piece := response.read1(_READ):
                self._chunk(piece)
        except BROKEN as error:
            raise CutOff from error
        self._chunk(b"", last=True)

    def cut(self) -> None:
        """End the connection now."""
        self.close_connection = True
        with suppress(OSError):  # the other side may have gone first
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet: what is said to a model is nobody's business."""

    def _head(self, status: int, kind: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "x-amzn-RequestId": str(uuid4())} | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def _chunk(self, content: bytes, *, last: bool = False) -> None:
        if content or last:
            self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))


def _framed(events: Iterator[Event]) -> Iterator[bytes]:
    try:
        for kind, content in events:
            yield frames.event(kind, content)
    except Refusal as refusal:
        yield frames.exception(refusal.code, refusal.message)
