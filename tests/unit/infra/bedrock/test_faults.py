"""Every fault that a script can order, as boto3 shows it."""

import time
from contextlib import closing
from typing import Any

import pytest
from botocore.exceptions import ClientError, EventStreamError, ReadTimeoutError
from urllib3.exceptions import ReadTimeoutError as StreamTimeout

from infra.bedrock.refusal import IN_STREAM, STATUSES
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import asking, client_of, deltas, say, streamed, text_of, tools

IN_BOTO3 = sorted(
    code for code in STATUSES if code.startswith(("Model", "Service", "Internal", "Throttling", "Access"))
)


@pytest.mark.parametrize("method", ["converse", "converse_stream"])
@pytest.mark.parametrize("code", [*IN_BOTO3, "ExpiredTokenException", "UnrecognizedClientException"])
def test_an_error_has_its_name_and_status(double: BedrockServer, client: Any, method: str, code: str) -> None:
    say(double, {"error": code, "message": "not now"})
    with pytest.raises(ClientError) as caught:
        getattr(client, method)(**asking())
    assert caught.value.response["Error"] == {"Code": code, "Message": "not now"}
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == STATUSES[code]


def test_a_model_that_is_not_enabled_is_denied_in_bedrocks_words(double: BedrockServer, client: Any) -> None:
    say(double, {"error": "AccessDeniedException"})
    with pytest.raises(client.exceptions.AccessDeniedException, match="don't have access to the model"):
        client.converse(**asking())


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_proxy_before_bedrock_fails_without_a_name(double: BedrockServer, client: Any, status: int) -> None:
    say(double, {"status": status})
    with pytest.raises(ClientError) as caught:
        client.converse(**asking())
    assert caught.value.response["Error"]["Code"] == str(status)


def test_after_the_fault_comes_the_answer(double: BedrockServer, client: Any) -> None:
    say(double, {"error": "ThrottlingException"}, {"text": "now"})
    with pytest.raises(client.exceptions.ThrottlingException):
        client.converse(**asking())
    assert text_of(client.converse(**asking())) == "now"


@pytest.mark.parametrize("code", IN_STREAM)
def test_an_error_comes_in_the_stream_after_some_pieces(double: BedrockServer, client: Any, code: str) -> None:
    say(double, {"text": "one two three", "error": code, "error_after": 2, "message": "too much"})
    heard: list[Any] = []
    with pytest.raises(EventStreamError) as caught:
        streamed(client.converse_stream(**asking()), heard)
    assert caught.value.response["Error"] == {"Code": code[0].lower() + code[1:], "Message": "too much"}
    assert (heard[0][0], deltas(heard), len(heard)) == ("messageStart", ["one ", "two "], 3)


def test_an_error_after_more_pieces_than_there_are_comes_before_the_end(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one", "error": "ThrottlingException", "error_after": 9})
    heard: list[Any] = []
    with pytest.raises(EventStreamError):
        streamed(client.converse_stream(**asking()), heard)
    assert [name for name, _ in heard] == ["messageStart", "contentBlockDelta", "contentBlockStop"]


def test_an_error_in_the_stream_fails_a_whole_answer(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one two", "error": "ModelStreamErrorException", "error_after": 1})
    with pytest.raises(ClientError) as caught:
        client.converse(**asking())
    assert caught.value.response["Error"]["Code"] == "ModelStreamErrorException"


@pytest.mark.parametrize("method", ["converse", "converse_stream"])
def test_silence_before_the_first_byte_ends_with_the_clients_patience(double: BedrockServer, method: str) -> None:
    say(double, {"text": "late", "silent_s": 30})
    client = client_of(double, read_seconds=0.3)
    with pytest.raises(ReadTimeoutError):
        getattr(client, method)(**asking())
    client.close()


def test_silence_in_the_middle_comes_after_what_was_said(double: BedrockServer) -> None:
    say(double, {"text": "one two three", "silent_s": 30, "silent_after": 2})
    client = client_of(double, read_seconds=0.3)
    heard: list[Any] = []
    with pytest.raises(StreamTimeout):
        streamed(client.converse_stream(**asking()), heard)
    assert deltas(heard) == ["one ", "two "]
    client.close()


def test_a_short_silence_is_only_a_delay(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one two", "silent_s": 0.2, "silent_after": 1, "first_ms": 50, "each_ms": 50})
    began = time.monotonic()
    assert deltas(streamed(client.converse_stream(**asking()))) == ["one ", "two"]
    assert time.monotonic() - began >= 0.3


def test_the_first_piece_arrives_before_the_last_is_written(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "one two", "silent_s": 1, "silent_after": 1})
    with closing(client.converse_stream(**asking())["stream"]) as stream:
        assert deltas([one for _ in range(2) for one in next(iter(stream)).items()]) == ["one "]
        heard_first = time.monotonic()
        assert deltas([one for event in stream for one in event.items()]) == ["two"]
        assert time.monotonic() - heard_first >= 0.8


def test_malformed_arguments_arrive_as_they_are(double: BedrockServer, client: Any) -> None:
    broken = {"calls": [{"name": "book", "arguments": '{"day": "Mon'}]}
    say(double, broken, broken)
    request = asking(toolConfig=tools("book"))
    events = streamed(client.converse_stream(**request))
    parts = [content["delta"]["toolUse"]["input"] for name, content in events if name == "contentBlockDelta"]
    assert "".join(parts) == '{"day": "Mon'
    (block,) = client.converse(**request)["output"]["message"]["content"]
    assert block["toolUse"]["input"] == '{"day": "Mon', "a whole answer holds them as text"


def test_faults_befall_default_answers_too(double: BedrockServer, client: Any) -> None:
    say(double, {"error": "ThrottlingException", "error_after": 1})
    with pytest.raises(EventStreamError):
        streamed(client.converse_stream(**asking()))
