"""Requests passed on to the real Bedrock: as they were, but for the signature. Here another double stands for it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import EventStreamError

from contracts.errors import ConfigurationError
from infra.bedrock.aws import PassOn
from infra.bedrock.policy import EMBEDDING
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import CUT, asking, client_of, deltas, say, streamed, text_of

REGION = "us-west-2"


@pytest.fixture
def front(double: BedrockServer) -> Iterator[BedrockServer]:
    with BedrockServer(0, aws=PassOn(REGION)) as server:
        yield server


@pytest.fixture
def client(front: BedrockServer) -> Iterator[Any]:
    client = client_of(front)
    yield client
    client.close()


def test_answers_come_back_whole_and_streamed(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "Check them cold."}, {"text": "Check them cold."})
    assert text_of(client.converse(**asking())) == "Check them cold."
    assert deltas(streamed(client.converse_stream(**asking()))) == ["Check ", "them ", "cold."]
    assert [one["region"] for one in double.log.all()] == [REGION] * 2, "the functions' own region was another"


def test_a_stream_comes_back_as_it_is_written(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one two", "error": "ThrottlingException", "error_after": 1})
    heard: list[Any] = []
    with pytest.raises(EventStreamError):
        streamed(client.converse_stream(**asking()), heard)
    assert deltas(heard) == ["one "]


def test_errors_keep_their_name(double: BedrockServer, client: Any) -> None:
    say(double, {"error": "ThrottlingException"})
    with pytest.raises(client.exceptions.ThrottlingException):
        client.converse(**asking())
    with pytest.raises(client.exceptions.ValidationException, match="identifier is invalid"):
        client.converse(**asking() | {"modelId": "made.up-model"})


def test_other_operations_are_passed_on_too(client: Any) -> None:
    body = client.invoke_model(modelId=EMBEDDING, body=json.dumps({"inputText": "tyres"}))["body"].read()
    assert len(json.loads(body)["embedding"]) == 1024


def test_a_cut_there_is_a_cut_here(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one two", "cut_at": 200})
    with pytest.raises(CUT):
        streamed(client.converse_stream(**asking()))


def test_a_script_comes_before_the_real_one(double: BedrockServer, front: BedrockServer, client: Any) -> None:
    say(front, {"error": "AccessDeniedException"})
    with pytest.raises(client.exceptions.AccessDeniedException):
        client.converse(**asking())
    assert double.log.all() == []


def test_a_bedrock_that_is_gone_is_unavailable(double: BedrockServer, client: Any) -> None:
    double.shutdown()
    double.server_close()
    with pytest.raises(client.exceptions.ServiceUnavailableException):
        client.converse(**asking())


class Recorder(BaseHTTPRequestHandler):
    """Keeps the head and the body of the last request."""

    seen: tuple[str, dict[str, str], bytes]

    def do_POST(self) -> None:
        """Keep it."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Recorder.seen = self.path, {name.lower(): value for name, value in self.headers.items()}, body
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Stay quiet."""


def test_what_goes_over_the_wire_is_what_was_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    with HTTPServer(("127.0.0.1", 0), Recorder) as bedrock:
        Thread(target=bedrock.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", f"http://127.0.0.1:{bedrock.server_port}")
        with BedrockServer(0, aws=PassOn(REGION)) as front:
            client = client_of(front)
            client.invoke_model(modelId=EMBEDDING, body=b'{"inputText": "x"}', contentType="application/json")
            client.close()
        bedrock.shutdown()
    path, headers, body = Recorder.seen
    signed = headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    assert {"host", "content-type", "x-amz-date"} <= set(signed)
    kept = {name: headers[name] for name in signed if name != "host"}
    request = AWSRequest("POST", f"http://{headers['host']}{path}", headers=kept, data=body)
    request.context["timestamp"] = headers["x-amz-date"]
    auth = SigV4Auth(Credentials("test", "test"), "bedrock", REGION)
    signature = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    assert headers["authorization"].endswith(f"Signature={signature}")


def test_without_credentials_it_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(ConfigurationError, match="AWS credentials are needed"):
        PassOn(REGION)


def test_a_server_that_would_pass_on_to_itself_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    with BedrockServer(0) as earlier:
        port = earlier.server_port
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", f"http://127.0.0.1:{port}")
    with pytest.raises(ConfigurationError, match="names this very server"):
        BedrockServer(port, aws=PassOn(REGION))
