"""A server that speaks `/v1/models` and `/v1/chat/completions` with streams, as local model servers do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

USAGE: Final = {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}


class ChatServer(ThreadingHTTPServer):
    """Streams the chunks it is given, or refuses; remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), ChatHandler)
        self.models = ["first-model", "second-model"]
        self.chunks: list[Any] = []
        self.ends = True
        self.refusal: tuple[int, Any] | None = None
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def address(self) -> str:
        """Where it answers, without a path."""
        return f"http://127.0.0.1:{self.server_port}"


class ChatHandler(BaseHTTPRequestHandler):
    """One request."""

    server: ChatServer

    def do_GET(self) -> None:
        """List the models."""
        self._json(200, {"data": [{"id": name} for name in self.server.models]} if self.path == "/v1/models" else {})

    def do_POST(self) -> None:
        """Stream the answer."""
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.keys.append(self.headers.get("Authorization"))
        if self.server.refusal is not None:
            self._json(*self.server.refusal)
            return
        assert self.path == "/v1/chat/completions"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked may have heard enough
            for chunk in self.server.chunks:
                self.wfile.write(f": still there\n\ndata: {json.dumps(chunk)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n" if self.server.ends else b"")

    def _json(self, status: int, content: Any) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet."""


def text(piece: str, finish: str | None = None) -> dict[str, Any]:
    """Return a chunk with text."""
    return {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": finish}]}


def call(index: int, arguments: str, **first: str) -> dict[str, Any]:
    """Return a chunk with a piece of a tool call; its first one has `id` and `name`."""
    function = {"arguments": arguments} | ({"name": first["name"]} if first else {})
    part = {"index": index, "function": function} | ({"id": first["id"], "type": "function"} if first else {})
    return {"choices": [{"index": 0, "delta": {"tool_calls": [part]}, "finish_reason": None}]}


def end(finish: str, usage: dict[str, Any] = USAGE) -> list[dict[str, Any]]:
    """Return the last chunks: why it ended, and its usage."""
    return [{"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}, {"choices": [], "usage": usage}]


@contextmanager
def running() -> Iterator[ChatServer]:
    """Serve until the block ends."""
    with ChatServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
