"""An answer with a shape: sent back once where it does not fit, and paid for in both cases."""

import json
from typing import Any, Final

import pytest

from contracts.base import Strict
from infra.bedrock.server import BedrockServer
from models.client import ModelClient
from models.errors import MALFORMED, ModelFailed
from models.metering import Call
from models.request import ModelRequest
from models.structured import ask_for, tool_for
from tests.unit.bedrock import FIRST, SECOND, Scripted

TOOL: Final = "tell"
GOOD: Final = {"calls": [{"name": TOOL, "arguments": {"count": 3}}]}
BAD: Final = [
    {"calls": [{"name": TOOL, "arguments": {"count": "three"}}]},
    {"calls": [{"name": TOOL, "arguments": {"count": 3, "more": 1}}]},
    {"calls": [{"name": TOOL, "arguments": '{"count": 3'}]},
    {"calls": [{"name": TOOL, "arguments": ""}]},
    {"calls": [{"name": TOOL, "arguments": "[3]"}]},
    {"calls": [{"name": "another", "arguments": {"count": 3}}]},
    {"text": "There are three."},
    {"text": "   "},
]


class Told(Strict):
    """What is told."""

    count: int


@pytest.fixture
def asking(request_: ModelRequest) -> ModelRequest:
    return request_.changed(tools=(tool_for(TOOL, "Tell.", Told),), forced=TOOL)


def test_an_answer_that_fits_is_read_at_once(client: ModelClient, scripted: Scripted, asking: ModelRequest) -> None:
    scripted({"then": GOOD})
    told, completion = ask_for(Told, asking, client)
    assert told == Told(count=3)
    assert completion.spent.tokens > 0


def test_json_written_as_text_is_an_answer_too(client: ModelClient, scripted: Scripted, asking: ModelRequest) -> None:
    scripted({"then": {"text": '{"count": 3}'}})
    assert ask_for(Told, asking, client)[0] == Told(count=3)


@pytest.mark.parametrize("bad", BAD[:-1])
def test_what_does_not_fit_is_sent_back_once_with_what_is_wrong_and_both_calls_are_paid_for(
    client: ModelClient,
    double: BedrockServer,
    scripted: Scripted,
    asking: ModelRequest,
    calls: list[Call],
    bad: dict[str, Any],
) -> None:
    scripted({"then": bad, "times": 1}, {"then": GOOD})
    told, completion = ask_for(Told, asking, client)
    assert told == Told(count=3)
    assert len(calls) == 2
    assert completion.spent.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    repair = double.log.all()[-1]["body"]["messages"]
    assert [message["role"] for message in repair] == ["user", "assistant", "user"]
    assert all(block["text"].strip() for message in repair for block in message["content"])


@pytest.mark.parametrize("bad", BAD[:-1])
def test_what_does_not_fit_twice_is_malformed_and_no_third_try_is_made(
    client: ModelClient, scripted: Scripted, asking: ModelRequest, calls: list[Call], bad: dict[str, Any]
) -> None:
    scripted({"then": bad})
    with pytest.raises(ModelFailed) as failed:
        ask_for(Told, asking, client)
    assert failed.value.code == MALFORMED
    assert len(calls) == 2
    assert failed.value.spent.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))


def test_a_blank_answer_is_none_and_the_next_model_is_asked(
    client: ModelClient, scripted: Scripted, asking: ModelRequest
) -> None:
    scripted({"when": {"model": FIRST}, "then": BAD[-1]}, {"then": GOOD})
    assert SECOND in ask_for(Told, asking, client)[1].model


def test_a_repair_that_finds_no_model_tells_what_the_first_answer_cost(
    client: ModelClient, scripted: Scripted, asking: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": BAD[0], "times": 1}, {"then": {"error": "ServiceUnavailableException"}})
    with pytest.raises(ModelFailed) as failed:
        ask_for(Told, asking, client)
    assert failed.value.code == "ServiceUnavailableException"
    assert failed.value.spent.cost_usd == pytest.approx(sum(call.cost_usd for call in calls))
    assert failed.value.spent.cost_usd > 0


def test_the_first_of_several_calls_counts_and_text_beside_it_does_not(
    client: ModelClient, scripted: Scripted, asking: ModelRequest
) -> None:
    both = [{"name": TOOL, "arguments": {"count": count}} for count in (1, 2)]
    scripted({"then": {"text": "Let me see.", "calls": both}})
    assert ask_for(Told, asking, client)[0] == Told(count=1)


def test_the_schema_that_a_model_is_sent_is_that_of_the_shape(
    client: ModelClient, double: BedrockServer, scripted: Scripted, asking: ModelRequest
) -> None:
    scripted({"then": GOOD})
    ask_for(Told, asking, client)
    [asked] = double.log.all()
    sent = asked["body"]["toolConfig"]["tools"][0]["toolSpec"]["inputSchema"]["json"]
    assert json.dumps(sent, sort_keys=True) == json.dumps(Told.model_json_schema(), sort_keys=True)
