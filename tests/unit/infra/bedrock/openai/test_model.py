"""An OpenAI-compatible server behind the double, as boto3 and langchain-aws see it."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EventStreamError
from langchain_aws import ChatBedrockConverse

from contracts.errors import ConfigurationError
from infra.bedrock.openai.model import OpenAiModel
from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import MODEL, asking, client_of, deltas, say, streamed, text_of, tools
from tests.unit.infra.bedrock.openai.chat_server import ChatServer, call, end, text


def test_text_comes_piece_by_piece_and_whole(chat: ChatServer, client: Any) -> None:
    chat.chunks = [text("Check "), text("them "), text("cold."), *end("stop")]
    events = streamed(client.converse_stream(**asking()))
    assert deltas(events) == ["Check ", "them ", "cold."]
    assert dict(events)["messageStop"]["stopReason"] == "end_turn"
    answer = client.converse(**asking())
    assert text_of(answer) == "Check them cold."
    assert (answer["usage"]["inputTokens"], answer["usage"]["outputTokens"]) == (12, 3)


def test_cached_tokens_stand_apart(chat: ChatServer, client: Any) -> None:
    usage = {"prompt_tokens": 100, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 90}}
    chat.chunks = [text("x"), *end("stop", usage)]
    found = client.converse(**asking())["usage"]
    assert (found["inputTokens"], found["cacheReadInputTokens"], found["totalTokens"]) == (10, 90, 105)


@pytest.mark.parametrize(
    ("finish", "reason"),
    [
        ("stop", "end_turn"),
        ("length", "max_tokens"),
        ("content_filter", "content_filtered"),
        ("tool_calls", "tool_use"),
        ("new_word", "new_word"),
    ],
)
def test_why_it_ended_is_said_in_bedrocks_words(chat: ChatServer, client: Any, finish: str, reason: str) -> None:
    chat.chunks = [text("x"), *end(finish)]
    assert client.converse(**asking())["stopReason"] == reason


def test_tool_calls_become_blocks(chat: ChatServer, client: Any) -> None:
    chat.chunks = [
        text("One moment."),
        call(0, "", id="call_a", name="book"),
        call(0, '{"day": '),
        call(0, '"Monday"}'),
        call(1, "{}", id="call_b", name="sell"),
        *end("tool_calls"),
    ]
    request = asking(toolConfig=tools("book", "sell"))
    answer = client.converse(**request)
    assert answer["output"]["message"]["content"] == [
        {"text": "One moment."},
        {"toolUse": {"toolUseId": "call_a", "name": "book", "input": {"day": "Monday"}}},
        {"toolUse": {"toolUseId": "call_b", "name": "sell", "input": {}}},
    ]
    assert answer["stopReason"] == "tool_use"
    names = [name for name, _ in streamed(client.converse_stream(**request))]
    assert names.count("contentBlockStart") == 2
    assert names.count("contentBlockStop") == 3


def test_langchain_gets_tool_calls_streamed(chat: ChatServer, double: BedrockServer) -> None:
    chat.chunks = [call(0, '{"day": "Mon', id="call_a", name="book"), call(0, 'day"}'), *end("tool_calls")]
    model = ChatBedrockConverse(model_id=MODEL, region_name="eu-central-1", endpoint_url=double.address)
    total: Any = None
    for chunk in model.bind_tools([{"name": "book", "input_schema": {"type": "object"}}]).stream("Monday"):
        total = chunk if total is None else total + chunk
    assert [(one["name"], one["args"]) for one in total.tool_calls] == [("book", {"day": "Monday"})]


def test_a_conversation_is_said_in_the_other_words(chat: ChatServer, client: Any) -> None:
    chat.chunks = [text("x"), *end("stop")]
    call_block = {"toolUse": {"toolUseId": "a", "name": "book", "input": {"day": "Monday"}}}
    result = {"toolResult": {"toolUseId": "a", "content": [{"json": {"free": True}}, {"text": "yes"}]}}
    messages = [
        {"role": "user", "content": [{"text": "Hello"}, {"text": "there"}]},
        {"role": "assistant", "content": [{"text": "One moment."}, call_block]},
        {"role": "user", "content": [result, {"text": "well?"}]},
    ]
    client.converse(
        modelId=MODEL,
        system=[{"text": "Be brief."}, {"cachePoint": {"type": "default"}}],
        messages=messages,
        toolConfig=tools("book", choice={"any": {}}),
        inferenceConfig={"maxTokens": 50, "temperature": 0, "topP": 0.5, "stopSequences": ["END"]},
    )
    (asked,) = chat.requests
    function = {"name": "book", "arguments": '{"day": "Monday"}'}
    assert asked["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello\nthere"},
        {
            "role": "assistant",
            "content": "One moment.",
            "tool_calls": [{"id": "a", "type": "function", "function": function}],
        },
        {"role": "tool", "tool_call_id": "a", "content": '{"free": true}\nyes'},
        {"role": "user", "content": "well?"},
    ]
    assert (asked["max_tokens"], asked["temperature"], asked["top_p"], asked["stop"]) == (50, 0, 0.5, ["END"])
    assert (asked["model"], asked["stream"], asked["tool_choice"]) == ("first-model", True, "required")
    assert asked["tools"][0]["function"]["parameters"]["required"][0] == "intent"


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (None, "auto"),
        ({"auto": {}}, "auto"),
        ({"any": {}}, "required"),
        ({"tool": {"name": "book"}}, {"type": "function", "function": {"name": "book"}}),
    ],
)
def test_the_choice_of_a_tool_is_passed_on(chat: ChatServer, client: Any, choice: Any, said: Any) -> None:
    chat.chunks = [text("x"), *end("stop")]
    client.converse(**asking(toolConfig=tools("book", choice=choice)))
    assert chat.requests[0]["tool_choice"] == said


def test_a_schema_for_the_text_is_passed_on(chat: ChatServer, client: Any) -> None:
    chat.chunks = [text("{}"), *end("stop")]
    structure = {"jsonSchema": {"schema": json.dumps({"type": "object"})}}
    client.converse(**asking(outputConfig={"textFormat": {"type": "json_schema", "structure": structure}}))
    assert chat.requests[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "ValidationException"),
        (401, "AccessDeniedException"),
        (404, "ResourceNotFoundException"),
        (429, "ThrottlingException"),
        (500, "InternalServerException"),
        (503, "ServiceUnavailableException"),
        (418, "ModelErrorException"),
    ],
)
@pytest.mark.parametrize("method", ["converse", "converse_stream"])
def test_a_refusal_becomes_one_of_bedrocks(chat: ChatServer, client: Any, method: str, status: int, code: str) -> None:
    chat.refusal = status, {"error": {"message": "no such luck"}}
    with pytest.raises(ClientError) as caught:
        getattr(client, method)(**asking())
    assert caught.value.response["Error"] == {"Code": code, "Message": "no such luck"}


@pytest.mark.parametrize(("content", "said"), [({"error": "plain"}, "plain"), (b"<html>", "answered 500")])
def test_a_refusal_in_other_words_is_one_too(chat: ChatServer, client: Any, content: Any, said: str) -> None:
    chat.refusal = 500, content
    with pytest.raises(ClientError, match=said):
        client.converse(**asking())


@pytest.mark.parametrize("chunks", [[text("one")], [text("one"), {"error": {"message": "out of memory"}}]])
def test_a_stream_that_breaks_is_an_error_in_the_stream(chat: ChatServer, client: Any, chunks: list[Any]) -> None:
    chat.chunks, chat.ends = chunks, False
    heard: list[Any] = []
    with pytest.raises(EventStreamError, match="modelStreamErrorException"):
        streamed(client.converse_stream(**asking()), heard)
    assert deltas(heard) == ["one"]


def test_a_server_that_is_gone_is_unavailable(chat: ChatServer, double: BedrockServer, client: Any) -> None:
    chat.shutdown()
    chat.server_close()
    with pytest.raises(client.exceptions.ServiceUnavailableException, match="cannot be reached"):
        client.converse(**asking())


def test_a_script_comes_before_the_model(chat: ChatServer, double: BedrockServer, client: Any) -> None:
    chat.chunks = [text("from "), text("the model"), *end("stop")]
    say(double, {"text": "scripted"}, {"error": "ThrottlingException", "error_after": 1})
    assert text_of(client.converse(**asking())) == "scripted"
    assert chat.requests == []
    heard: list[Any] = []
    with pytest.raises(EventStreamError):
        streamed(client.converse_stream(**asking()), heard)
    assert deltas(heard) == ["from "], "faults befall a real model's answers too"


def test_pictures_are_not_passed_on(client: Any) -> None:
    picture = {"image": {"format": "png", "source": {"bytes": b"x"}}}
    with pytest.raises(client.exceptions.ValidationException, match="image blocks are not passed on"):
        client.converse(modelId=MODEL, messages=[{"role": "user", "content": [{"text": "see"}, picture]}])


def test_the_model_and_the_key_can_be_named(chat: ChatServer) -> None:
    chat.chunks = [text("x"), *end("stop")]
    with BedrockServer(0, source=OpenAiModel(f"{chat.address}/v1#second-model", "secret")) as double:
        client = client_of(double)
        client.converse(**asking())
        client.close()
    assert (chat.requests[0]["model"], chat.keys) == ("second-model", ["Bearer secret"])


def test_a_server_without_a_model_is_named_at_the_start(chat: ChatServer) -> None:
    chat.models = []
    with pytest.raises(ConfigurationError, match=f"{chat.address}/v1/models lists no model"):
        OpenAiModel(chat.address)
    with pytest.raises(ConfigurationError, match="lists no model"):
        OpenAiModel("http://127.0.0.1:9")
