"""What Bedrock refuses, boto3 shows as Bedrock's own error."""

import http.client
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import MODEL, asking, tools

USER = {"role": "user", "content": [{"text": "hello"}]}
CALLED = {"role": "assistant", "content": [{"toolUse": {"toolUseId": "a", "name": "book", "input": {}}}]}


def result(name: str) -> dict[str, Any]:
    return {"role": "user", "content": [{"toolResult": {"toolUseId": name, "content": [{"text": "done"}]}}]}


@pytest.mark.parametrize("method", ["converse", "converse_stream"])
@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (asking() | {"modelId": "made.up-model"}, "The provided model identifier is invalid."),
        (asking() | {"modelId": "mars.anthropic.claude-haiku-4-5"}, "The provided model identifier is invalid."),
        ({"modelId": MODEL, "messages": []}, "must start with a user message"),
        ({"modelId": MODEL}, "must start with a user message"),
        ({"modelId": MODEL, "messages": [CALLED]}, "must start with a user message"),
        ({"modelId": MODEL, "messages": [USER, USER]}, "must alternate between user and assistant roles"),
        (asking("  "), "The text field in the ContentBlock object at messages.0.content.0 is blank."),
        ({"modelId": MODEL, "messages": [{"role": "user", "content": []}]}, "object at messages.0 is empty"),
        (asking(toolConfig=tools("book", choice={"tool": {"name": "sell"}})), "sell"),
        ({"modelId": MODEL, "messages": [USER, CALLED, result("a")]}, "toolConfig field must be defined"),
        (
            {"modelId": MODEL, "messages": [USER, CALLED, USER], "toolConfig": tools("book")},
            "Expected toolResult blocks at messages.2.content for the following Ids: a",
        ),
        (
            {
                "modelId": MODEL,
                "messages": [USER, {"role": "assistant", "content": [{"text": "x"}]}, result("b")],
                "toolConfig": tools("book"),
            },
            "exceeds the number of toolUse blocks",
        ),
    ],
)
def test_a_wrong_conversation_is_refused(client: Any, method: str, request_: dict[str, Any], said: str) -> None:
    with pytest.raises(ClientError) as caught:
        getattr(client, method)(**request_)
    assert caught.value.response["Error"]["Code"] == "ValidationException"
    assert said in caught.value.response["Error"]["Message"]
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert isinstance(caught.value, client.exceptions.ValidationException)


@pytest.mark.parametrize(
    "model",
    [
        "anthropic.claude-haiku-4-5-20251001-v1:0",
        "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "us.amazon.nova-lite-v1:0",
        "meta.llama3-3-70b-instruct-v1:0",
        "arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-pro-v1:0",
    ],
)
def test_models_of_known_families_answer_by_any_kind_of_id(client: Any, model: str) -> None:
    assert client.converse(**asking() | {"modelId": model})["stopReason"] == "end_turn"


def test_a_call_with_its_result_is_a_conversation(client: Any) -> None:
    messages = [USER, CALLED, result("a")]
    answer = client.converse(modelId=MODEL, messages=messages, toolConfig=tools("book"))
    assert answer["stopReason"] == "end_turn"


def post(double: BedrockServer, path: str, body: bytes, **headers: str) -> tuple[int, str, dict[str, Any]]:
    """Send what boto3 would not."""
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=20)
    connection.request("POST", path, body, {"Authorization": "none"} | headers)
    response = connection.getresponse()
    content = json.loads(response.read() or b"{}")
    connection.close()
    return response.status, response.headers.get("x-amzn-ErrorType", ""), content


CONVERSE = f"/model/{MODEL}/converse"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "no JSON"),
        (b"[]", "must be an object"),
        (b'{"messages": 1}', "messages"),
        (b'{"messages": [{"role": "user"}]}', "content"),
        (b'{"messages": [{"role": "king", "content": [{"text": "x"}]}]}', "messages.0.role"),
        (b'{"messages": [{"role": "user", "content": [{"words": "x"}]}]}', "words"),
        (b'{"messages": [], "inferenceConfig": {"maxTokens": "ten"}}', "maxTokens"),
    ],
)
def test_what_has_another_shape_is_refused_with_the_field_named(double: BedrockServer, body: bytes, said: str) -> None:
    status, code, content = post(double, CONVERSE, body)
    assert (status, code) == (400, "ValidationException")
    assert said in content["message"]


def test_a_request_without_a_signature_is_refused(double: BedrockServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=20)
    connection.request("POST", CONVERSE, b"{}")
    response = connection.getresponse()
    assert (response.status, response.headers["x-amzn-ErrorType"]) == (403, "MissingAuthenticationTokenException")
    connection.close()


def test_a_web_page_that_gave_this_machine_a_name_gets_nothing(double: BedrockServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", double.server_port, timeout=20)
    connection.request("GET", "/requests", headers={"Host": "evil.example:4602"})
    assert connection.getresponse().status == 403
    connection.close()


def test_an_operation_that_is_not_spoken_is_named(double: BedrockServer) -> None:
    status, code, content = post(double, f"/model/{MODEL}/invoke-with-response-stream", b"{}")
    assert (status, code) == (404, "UnknownOperationException")
    assert "invoke-with-response-stream" in content["message"]
