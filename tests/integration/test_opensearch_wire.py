"""The OpenSearch engine over the protocol it speaks: signed HTTP, with a server that answers as a collection does."""

import json
import socket
import time
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from contracts.errors import NotFound, Unavailable
from infra.local.settings import TENANT
from knowledge import question_space
from knowledge.columns import Columns
from knowledge.engine import Scope
from knowledge.index import FORMAT, Content, Index, Manifest, version_of
from knowledge.judge import going_on, judge
from knowledge.lexical import build_lexical
from knowledge.opensearch.client import connect
from knowledge.opensearch.library import OpenSearchLibrary
from knowledge.opensearch.loading import Pace, load
from knowledge.opensearch.versions import serve, served
from knowledge.part_vectors import PartVectors, rows_of
from tests.unit.knowledge.engine_behaviour import PASSAGES, TODAY
from tests.unit.knowledge.judges import judge_by, space_as_it_is
from tests.unit.knowledge.opensearch.standin import Collection, Refused
from training.written import write_head

AT_ONCE = Pace(pause=0, visible=1, look=0)
VECTORS = np.eye(len(PASSAGES), 384, dtype=np.float32)


class Server(ThreadingHTTPServer):
    """Hands requests to a collection in memory, and notes their headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.collection = Collection()
        self.headers: list[dict[str, str]] = []
        self.raw: tuple[int, str, bytes] | None = None
        """Status, content type and body of every answer, if not the collection's."""
        self.delay = 0.0
        self.silent = 0
        """Requests that get no answer: the connection is closed instead."""

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        """Answer one request as the collection does."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.headers.append({**self.headers, "body-sha256": sha256(body).hexdigest()})
        time.sleep(self.server.delay)
        if self.server.silent:
            self.server.silent -= 1
            self.close_connection = True
            return
        if self.server.raw:
            self.send(*self.server.raw)
            return
        try:
            status, content = self.server.collection.handle(self.command, self.path, body.decode() or None)
        except Refused as refused:
            status, content = refused.status, {"status": refused.status, "error": refused.error}
        self.send(status, "application/json; charset=UTF-8", b"" if content is None else json.dumps(content).encode())

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815 - the base class looks for these names

    def send(self, status: int, kind: str, payload: bytes) -> None:
        """Send an answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token-of-the-role")
    with Server() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """The synthetic passages with vectors that stand at right angles: `VECTORS[i]` is like passage i alone."""
    monkeypatch.setattr(judge, "FOLDER", tmp_path)
    judge.write_judge(judge_by("whole", "angles"))
    monkeypatch.setattr(going_on, "FOLDER", tmp_path)
    going_on.write_going_on(going_on.GoingOn(encoder="angles"))
    monkeypatch.setattr(question_space, "FOLDER", tmp_path)
    write_head(space_as_it_is(VECTORS.shape[1], "angles"), question_space.question_space_file("angles"))
    content = Content(PASSAGES, tenant=TENANT)
    manifest = Manifest(
        format=FORMAT, version=version_of(content, "angles"), encoder="angles", passages=len(PASSAGES), tenant=TENANT
    )
    lexical = build_lexical([passage.searchable() for passage in PASSAGES])
    parts = PartVectors.of([rows_of(VECTORS[:0])] * len(PASSAGES))
    return Index(manifest, PASSAGES, VECTORS, parts, lexical, Columns.of(PASSAGES))


def search(library: OpenSearchLibrary, passage: int = 0) -> list[str]:
    found = library.current(TENANT).search("red brake light", VECTORS[passage], Scope(today=TODAY), 4, "en")
    return [one.id for one in found]


def test_a_collection_is_loaded_served_and_searched_over_http(server: Server, index: Index) -> None:
    client = connect(server.url, "eu-central-1")
    loaded = load(client, index, pace=AT_ONCE)
    assert loaded.whole
    assert served(client, TENANT) is None
    serve(client, TENANT, loaded.version)
    assert search(OpenSearchLibrary(client, "angles"), passage=3)[0] == "pairing"


def test_every_request_is_signed_for_serverless_with_its_body(server: Server, index: Index) -> None:
    load(connect(server.url, "eu-central-1"), index, pace=AT_ONCE)
    assert server.headers
    for headers in server.headers:
        assert "/eu-central-1/aoss/aws4_request" in headers["Authorization"]
        assert "x-amz-content-sha256" in headers["Authorization"]
        assert headers["X-Amz-Content-SHA256"] == headers["body-sha256"]
        assert headers["X-Amz-Security-Token"] == "token-of-the-role"


def test_where_nothing_is_served_a_tenant_has_no_documents(server: Server) -> None:
    server.raw = (404, "text/plain", b"")
    with pytest.raises(NotFound):
        OpenSearchLibrary(connect(server.url, "eu-central-1"), "angles").current(TENANT)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (
            (403, "application/json", b'{"status":403,"error":{"reason":"403 Forbidden","type":"Forbidden"}}'),
            "Forbidden",
        ),
        (
            (429, "application/json", b'{"error":{"type":"circuit_breaking_exception","reason":"x"}}'),
            "circuit_breaking_exception",
        ),
        ((503, "text/html", b"<html>Service Unavailable</html>"), "503"),
    ],
)
def test_a_refusal_keeps_its_code(server: Server, raw: tuple[int, str, bytes], code: str) -> None:
    server.raw = raw
    with pytest.raises(Unavailable) as caught:
        OpenSearchLibrary(connect(server.url, "eu-central-1"), "angles").current(TENANT)
    assert (caught.value.dependency, caught.value.code) == ("knowledge collection", code)


def test_an_answer_that_is_no_json_is_unavailable(server: Server) -> None:
    server.raw = (200, "application/json", b"{half of it")
    with pytest.raises(Unavailable) as caught:
        served(connect(server.url, "eu-central-1"), TENANT)
    assert caught.value.code == "SerializationError"


def test_a_slow_collection_is_given_up_in_time_and_asked_only_once(server: Server) -> None:
    server.delay = 0.5
    started = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        served(connect(server.url, "eu-central-1", seconds=0.1), TENANT)
    assert time.monotonic() - started < 0.4
    assert caught.value.code == "ReadTimeoutError"
    time.sleep(0.5)
    assert len(server.headers) == 1


def test_nobody_at_the_endpoint_is_unavailable(server: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unavailable) as caught:
        served(connect(f"http://127.0.0.1:{port}", "eu-central-1"), TENANT)
    assert caught.value.code == "NewConnectionError"


def test_a_connection_that_breaks_off_does_not_cost_the_question(server: Server, index: Index) -> None:
    client = connect(server.url, "eu-central-1")
    serve(client, TENANT, load(client, index, pace=AT_ONCE).version)
    library = OpenSearchLibrary(client, "angles")
    library.current(TENANT)
    server.silent = 1
    assert search(library)[0] == "brake"


def test_a_question_is_not_in_the_log_when_it_fails(server: Server, index: Index, caplog: Any) -> None:
    client = connect(server.url, "eu-central-1")
    serve(client, TENANT, load(client, index, pace=AT_ONCE).version)
    library = OpenSearchLibrary(client, "angles")
    library.current(TENANT)
    server.raw = (500, "application/json", b'{"error":{"type":"oops","reason":"because"}}')
    with pytest.raises(Unavailable, match="oops"):
        search(library)
    assert "brake" not in caplog.text
