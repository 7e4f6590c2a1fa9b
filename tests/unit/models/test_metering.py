"""Every call is logged and counted, however it ends, and never with what was said."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pytest

from contracts.deadline import within
from models.client import ModelClient
from models.errors import ModelFailed
from models.metering import estimated_usage
from models.request import Message, ModelRequest, Tool
from observe.log import Fields
from tests.unit.bedrock import Scripted

SAID: Final = "Anna Schmidt"
WRITTEN: Final = {"text": ["Dear Anna", " Schmidt, it is", " the brake."]}
OF_EVERY_LINE: Final = {"level", "location", "message", "timestamp", "service"}
ENDINGS: Final[list[tuple[dict[str, Any], str]]] = [
    (WRITTEN, "answered"),
    ({"error": "ValidationException", "message": SAID}, "ValidationException"),
    ({"error": "AccessDeniedException"}, "AccessDeniedException"),
    ({"error": "ExpiredTokenException"}, "ExpiredTokenException"),
    ({"status": 502}, "502"),
    ({"text": ""}, "empty"),
    ({"text": "", "stop_reason": "guardrail_intervened"}, "refused"),
    ({**WRITTEN, "error": "ThrottlingException", "error_after": 1}, "ThrottlingException"),
    ({**WRITTEN, "silent_s": 30, "silent_after": 1}, "no time"),
    ({"silent_s": 30}, "hurried"),
    ({**WRITTEN, "cut_at": 350}, "ProtocolError"),
]


@pytest.mark.parametrize(("then", "outcome"), ENDINGS)
def test_every_ending_is_one_line_of_known_fields_without_a_word_of_the_dialogue(
    client: ModelClient,
    scripted: Scripted,
    request_: ModelRequest,
    logged: Callable[[], list[dict[str, Any]]],
    then: dict[str, Any],
    outcome: str,
) -> None:
    scripted({"then": then})
    asking = request_.changed(
        messages=(Message(author="user", text=SAID),), conversation_id="c1", turn_id="t1", trace_id="trace-1"
    )
    with within(1.0), suppress(ModelFailed):
        client.complete(asking)
    line = next(one for one in logged() if one["message"] == "model called")
    assert line["outcome"] == outcome
    assert (line["conversation_id"], line["turn_id"], line["trace_id"]) == ("c1", "t1", "trace-1")
    assert (line["agent"], line["prompt"]) == (asking.purpose, asking.prompt)
    assert line.keys() - OF_EVERY_LINE <= Fields.__annotations__.keys()
    for one in logged():
        assert not any(word in str(one) for word in ("Anna", "Schmidt", "brake", "test-secret"))


def test_a_call_that_is_given_up_is_a_line_too(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    scripted({"then": {**WRITTEN, "each_ms": 20}})
    answer = client.stream(request_)
    next(answer)
    answer.close()
    [line] = logged()
    assert (line["outcome"], line["estimated"]) == ("cancelled", True)
    assert line["cost_usd"] > 0


def test_an_estimate_counts_the_tools_that_were_sent_and_all_that_was_written(request_: ModelRequest) -> None:
    bare = estimated_usage(request_, "")
    tool = Tool(name="tell", description="Tell.", arguments={"type": "object"})
    assert estimated_usage(request_.changed(tools=(tool,)), "").input_tokens > bare.input_tokens
    assert bare.output_tokens == 0
    assert estimated_usage(request_, "x" * 11).output_tokens == 5
