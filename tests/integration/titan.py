"""A Bedrock that speaks InvokeModel for Titan embeddings over HTTP, with vectors that depend on the text alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from zlib import crc32

import numpy as np

DIMENSIONS: Final = 1024
PIECE: Final = 4


class Bedrock(ThreadingHTTPServer):
    """Answers with a vector that depends on the text, or with an error of AWS."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, dict[str, Any], str]] = []
        self.error: tuple[int, str] | None = None


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Bedrock

    def do_POST(self) -> None:
        """Note what was asked and answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, body, self.headers.get("Authorization", "")))
        if self.server.error is None:
            text = body["inputText"]
            self.answer(200, {"embedding": vector_of(text), "inputTextTokenCount": len(text.split())})
        else:
            status, code = self.server.error
            self.answer(status, {"message": "not now"}, code)

    def answer(self, status: int, content: dict[str, Any], error: str | None = None) -> None:
        """Send JSON, with the header that names an error."""
        payload = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        if error is not None:
            self.send_header("x-amzn-ErrorType", error)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet."""


def vector_of(text: str) -> list[float]:
    """Return a vector that is alike for texts that share pieces of words."""
    padded = f" {text.casefold()} "
    vector = np.full(DIMENSIONS, 0.01)
    for start in range(len(padded) - PIECE + 1):
        vector[crc32(padded[start : start + PIECE].encode()) % DIMENSIONS] += 1
    found: list[float] = (vector / np.linalg.norm(vector)).tolist()
    return found


@contextmanager
def running() -> Iterator[Bedrock]:
    """Serve until the block ends."""
    with Bedrock() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
