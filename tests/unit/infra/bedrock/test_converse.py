"""Converse and ConverseStream as boto3 shows them."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from infra.bedrock.server import BedrockServer
from tests.unit.infra.bedrock.clients import asking, deltas, say, streamed, text_of, tools


def test_a_stream_and_a_whole_answer_say_the_same(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "Check them cold."}, {"text": "Check them cold."})
    whole, events = client.converse(**asking()), streamed(client.converse_stream(**asking()))
    assert text_of(whole) == "".join(deltas(events)) == "Check them cold."
    assert [name for name, _ in events] == [
        "messageStart",
        *["contentBlockDelta"] * 3,
        "contentBlockStop",
        "messageStop",
        "metadata",
    ]
    assert whole["stopReason"] == dict(events)["messageStop"]["stopReason"] == "end_turn"
    assert whole["usage"] == dict(events)["metadata"]["usage"]
    assert dict(events)["metadata"]["metrics"]["latencyMs"] >= 0


def test_pieces_are_streamed_as_a_script_gives_them(double: BedrockServer, client: Any) -> None:
    say(double, {"text": ["Kal", "te Rei", "fen — 2,5 bar"]})
    assert deltas(streamed(client.converse_stream(**asking()))) == ["Kal", "te Rei", "fen — 2,5 bar"]


def test_a_tool_call_is_whole_or_in_pieces(double: BedrockServer, client: Any) -> None:
    then = {"text": "One moment.", "calls": [{"name": "book", "arguments": {"day": "Monday", "hours": [9, 10]}}]}
    say(double, then, then)
    request = asking(toolConfig=tools("book"))
    answer = client.converse(**request)
    said, call = answer["output"]["message"]["content"]
    assert said == {"text": "One moment."}
    assert (call["toolUse"]["name"], call["toolUse"]["input"]) == ("book", {"day": "Monday", "hours": [9, 10]})
    assert answer["stopReason"] == "tool_use"
    events = streamed(client.converse_stream(**request))
    start = next(content for name, content in events if name == "contentBlockStart")
    assert start["contentBlockIndex"] == 1
    assert start["start"]["toolUse"]["name"] == "book"
    parts = [one["delta"] for name, one in events if name == "contentBlockDelta" and one["contentBlockIndex"] == 1]
    assert json.loads("".join(part["toolUse"]["input"] for part in parts)) == {"day": "Monday", "hours": [9, 10]}


def test_several_calls_are_blocks_of_their_own(double: BedrockServer, client: Any) -> None:
    say(double, {"calls": [{"name": "book"}, {"name": "never_offered", "arguments": {"a": 1}}]})
    blocks = client.converse(**asking(toolConfig=tools("book")))["output"]["message"]["content"]
    assert [block["toolUse"]["name"] for block in blocks] == ["book", "never_offered"]
    assert len({block["toolUse"]["toolUseId"] for block in blocks}) == 2


def test_an_answer_ends_at_the_most_tokens_it_may_have(double: BedrockServer, client: Any) -> None:
    say(double, {"endless": True}, {"text": "x" * 41}, {"text": "x" * 40})
    request = asking(inferenceConfig={"maxTokens": 10})
    for most in (40, 40, 40):
        answer = client.converse(**request)
        assert len(text_of(answer)) == most
        assert answer["usage"]["outputTokens"] == 10
    assert answer["stopReason"] == "end_turn", "this one fitted"


def test_an_endless_answer_without_a_limit_ends_too(double: BedrockServer, client: Any) -> None:
    say(double, {"endless": True})
    answer = client.converse(**asking())
    assert (answer["stopReason"], answer["usage"]["outputTokens"]) == ("max_tokens", 4096)


@pytest.mark.parametrize("stop_reason", ["content_filtered", "guardrail_intervened", "a_word_of_next_year"])
def test_any_reason_to_stop_can_be_scripted(double: BedrockServer, client: Any, stop_reason: str) -> None:
    say(double, {"text": "", "stop_reason": stop_reason}, {"text": "No.", "stop_reason": stop_reason})
    empty = client.converse(**asking())
    assert (empty["stopReason"], empty["output"]["message"]["content"]) == (stop_reason, [])
    assert dict(streamed(client.converse_stream(**asking())))["messageStop"]["stopReason"] == stop_reason


def test_usage_counts_four_characters_a_token(double: BedrockServer, client: Any) -> None:
    say(double, {"text": "12345"})
    usage = client.converse(**asking("1234567"), system=[{"text": "123"}])["usage"]
    assert usage == {
        "inputTokens": 3,
        "outputTokens": 2,
        "totalTokens": 5,
        "cacheReadInputTokens": 0,
        "cacheWriteInputTokens": 0,
    }


def test_the_same_prefix_is_read_from_the_cache_the_second_time(double: BedrockServer, client: Any) -> None:
    point = {"cachePoint": {"type": "default"}}
    system = [{"text": "s" * 400}, point]
    first = client.converse(**asking("one", system=system))["usage"]
    second = client.converse(**asking("other", system=system))["usage"]
    changed = client.converse(**asking("one", system=[{"text": "t" * 400}, point]))["usage"]
    assert (first["cacheWriteInputTokens"], first["cacheReadInputTokens"]) == (100, 0)
    assert (second["cacheWriteInputTokens"], second["cacheReadInputTokens"]) == (0, 100)
    assert (changed["cacheWriteInputTokens"], changed["cacheReadInputTokens"]) == (100, 0)
    assert second["inputTokens"] < 10, "what was cached stands apart"


def test_a_longer_prefix_reads_the_shorter_one_and_writes_the_rest(double: BedrockServer, client: Any) -> None:
    point = {"cachePoint": {"type": "default"}}
    system = [{"text": "s" * 400}, point]
    client.converse(**asking("one", system=system))
    said = {"role": "user", "content": [{"text": "m" * 80}, point]}
    usage = client.converse(modelId=asking()["modelId"], system=system, messages=[said])["usage"]
    assert (usage["cacheReadInputTokens"], usage["cacheWriteInputTokens"], usage["inputTokens"]) == (100, 20, 0)


def test_fifty_at_once_are_answered_each_its_own(double: BedrockServer, client: Any) -> None:
    rules = [{"when": {"contains": f"number {at}!"}, "then": {"text": f"to {at}"}} for at in range(50)]
    double.book.replace(json.dumps({"rules": rules}))

    def ask(at: int) -> str:
        return "".join(deltas(streamed(client.converse_stream(**asking(f"number {at}!")))))

    with ThreadPoolExecutor(50) as threads:
        assert list(threads.map(ask, range(50))) == [f"to {at}" for at in range(50)]


def test_what_was_asked_is_told_with_the_region_it_was_signed_for(double: BedrockServer, client: Any) -> None:
    client.converse(**asking("hello"))
    (asked,) = double.log.all()
    assert (asked["operation"], asked["region"], asked["model"]) == ("Converse", "eu-central-1", asking()["modelId"])
    assert asked["body"]["messages"][0]["content"] == [{"text": "hello"}]
