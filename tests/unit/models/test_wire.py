"""Our requests in Converse's words, and its events in ours, however odd they are."""

from typing import Any

import pytest

from models.catalogue.chain import Served
from models.catalogue.model import Ability
from models.catalogue.read import catalogue
from models.errors import ModelFailed
from models.request import ModelRequest, Tool
from models.wire import Reading, converse_arguments
from tests.unit.models.streams import Raw, client_of, text, whole

ODD: tuple[Any, ...] = (None, 7, -1, 1.5, True, "x", "", [], ["x"], {}, {"y": 1}, {"SDK_UNKNOWN_MEMBER": {"name": "z"}})


def served(*, able: Ability | None = None, unable: Ability | None = None) -> Served:
    """A model of the catalogue that can do one thing, or cannot do another."""
    model = next(
        one
        for one in catalogue().values()
        if one.kind == "chat" and (able is None or able in one.abilities) and unable not in one.abilities
    )
    return Served(model, model.offers[0])


def test_only_models_that_cache_prompts_are_told_where_to(request_: ModelRequest) -> None:
    point = {"cachePoint": {"type": "default"}}
    assert converse_arguments(request_, served(able="caching"))["system"] == [{"text": "Answer."}, point]
    assert converse_arguments(request_, served(unable="caching"))["system"] == [{"text": "Answer."}]


def test_the_temperature_is_0_where_a_model_takes_one(request_: ModelRequest) -> None:
    taking = converse_arguments(request_, served(able="temperature"))["inferenceConfig"]
    assert taking["temperature"] == 0.0
    assert "temperature" not in converse_arguments(request_, served(unable="temperature"))["inferenceConfig"]


def test_no_more_tokens_are_asked_for_than_a_model_can_write(request_: ModelRequest) -> None:
    model = served()
    small = Served(model.model.changed(max_output_tokens=50), model.offer)
    assert converse_arguments(request_, small)["inferenceConfig"]["maxTokens"] == 50


def test_a_tool_is_forced_or_offered(request_: ModelRequest) -> None:
    offering = request_.changed(tools=(Tool(name="tell", description="Tell.", arguments={"type": "object"}),))
    assert converse_arguments(offering, served())["toolConfig"]["toolChoice"] == {"auto": {}}
    forcing = converse_arguments(offering.changed(forced="tell"), served())
    assert forcing["toolConfig"]["toolChoice"] == {"tool": {"name": "tell"}}
    assert "toolConfig" not in converse_arguments(request_, served())


def test_thoughts_and_unknown_events_are_passed_over(request_: ModelRequest) -> None:
    thought = {"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"reasoningContent": {"text": "hm"}}}}
    events: list[Raw] = [
        {"surprise": {"a": 1}},
        thought,
        {"SDK_UNKNOWN_MEMBER": {"name": "later"}},
        *text("Stop", " now."),
    ]
    assert client_of(whole(*events)).complete(request_).text == "Stop now."


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "place",
    [
        ("messageStart",),
        ("contentBlockStart",),
        ("contentBlockStart", "start"),
        ("contentBlockStart", "start", "toolUse"),
        ("contentBlockStart", "start", "toolUse", "name"),
        ("contentBlockDelta",),
        ("contentBlockDelta", "delta"),
        ("contentBlockDelta", "delta", "text"),
        ("contentBlockDelta", "delta", "toolUse"),
        ("contentBlockDelta", "delta", "toolUse", "input"),
        ("contentBlockStop",),
        ("metadata",),
        ("metadata", "usage"),
        ("metadata", "usage", "inputTokens"),
        ("metadata", "usage", "outputTokens"),
        ("metadata", "usage", "cacheReadInputTokens"),
    ],
)
def test_an_odd_value_anywhere_in_a_stream_is_passed_over(
    request_: ModelRequest, place: tuple[str, ...], odd: Any
) -> None:
    event: Any = odd
    for name in reversed(place):
        event = {name: event}
    completion = client_of([*whole(*text("Stop."), event), event]).complete(request_)
    assert completion.text.startswith("Stop.")
    assert completion.spent.tokens >= 0
    assert completion.spent.cost_usd >= 0


@pytest.mark.parametrize("odd", [None, 7, [], {"y": 1}])
def test_a_stop_reason_that_is_no_word_is_one_that_nobody_knows(request_: ModelRequest, odd: Any) -> None:
    stop: Raw = {"messageStop": {"stopReason": odd}}
    assert client_of([*text("Stop."), stop]).complete(request_).ending == "unknown"


@pytest.mark.parametrize("usage", [{"inputTokens": -5}, {"outputTokens": "many"}, {"inputTokens": 1.5}])
def test_usage_that_cannot_be_read_is_estimated(request_: ModelRequest, usage: Raw) -> None:
    spent = client_of(whole(*text("Stop."), usage=usage)).complete(request_).spent
    assert spent.estimated
    assert spent.tokens > 0


@pytest.mark.parametrize("error", [StopIteration(), RuntimeError("x"), KeyError("x"), MemoryError(), UnicodeError("x")])
def test_whatever_a_library_raises_becomes_our_error(request_: ModelRequest, error: Exception) -> None:
    with pytest.raises(ModelFailed):
        client_of([*text(), error]).complete(request_)


def test_arguments_of_two_calls_that_alternate_are_kept_apart() -> None:
    reading = Reading()
    for index, name in ((0, "a"), (1, "b")):
        reading.take({"contentBlockStart": {"contentBlockIndex": index, "start": {"toolUse": {"name": name}}}})
    for index, part in ((0, '{"x":'), (1, "{"), (0, "1}"), (1, "}"), (9, "lost")):
        reading.take({"contentBlockDelta": {"contentBlockIndex": index, "delta": {"toolUse": {"input": part}}}})
    assert [(call.name, call.arguments) for call in reading.calls] == [("a", '{"x":1}'), ("b", "{}")]


def test_half_a_character_is_left_out_of_an_answer(request_: ModelRequest) -> None:
    assert client_of(whole(*text("Stop \ud83d", "now. 😀"))).complete(request_).text == "Stop now. 😀"
