"""Whatever Bedrock does, an answer or one of our errors comes, in time, and is metered."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import pytest

from contracts.deadline import time_left, within
from infra.bedrock.server import BedrockServer
from models.attempt import Answer, Begins, time_to_begin, with_a_word
from models.breaker import BreakersHere
from models.client import ModelClient
from models.errors import CUT, EMPTY, HURRIED, REFUSED, TIMED_OUT, ModelFailed
from models.metering import ANSWERED, CANCELLED, Call
from models.policy import FAIR_SECONDS, FIRST_PIECE_SECONDS, THINKING_TOKENS
from models.request import Message, ModelRequest, Spent, Tool
from tests.unit.bedrock import FIRST, REGION, SECOND, Scripted

ANSWER: Final = {"text": ["The red ", "lamp is ", "the brake."]}
ON_FIRST: Final = {"model": FIRST}


class Came:
    """What came of an answer, and why it broke off, if it did."""

    def __init__(self, client: ModelClient, request: ModelRequest, begins: Begins = with_a_word) -> None:
        self.pieces = list[str]()
        self.error: ModelFailed | None = None
        try:
            for piece in client.stream(request, begins):
                self.pieces.append(piece)
        except ModelFailed as error:
            self.error = error

    @property
    def code(self) -> str:
        """Why it broke off."""
        return self.error.code if self.error else ""


def take_all(answer: Answer, pieces: list[str]) -> None:
    """Add the pieces as they come; raises `StopIteration` with the whole."""
    while True:
        pieces.append(next(answer))


def test_an_answer_comes_piece_by_piece_and_whole_at_its_end(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": ANSWER})
    answer, pieces = client.stream(request_), list[str]()
    with pytest.raises(StopIteration) as end:
        take_all(answer, pieces)
    completion = end.value.value
    assert pieces == ANSWER["text"]
    assert completion.text == "The red lamp is the brake."
    assert completion.model == f"eu.anthropic.{FIRST}"
    assert completion.spent.cost_usd > 0
    [call] = calls
    assert (call.outcome, call.estimated) == (ANSWERED, False)
    assert call.first_piece_ms is not None


def test_most_tokens_are_always_said_and_effort_only_where_the_model_takes_it(
    client: ModelClient, double: BedrockServer, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"when": ON_FIRST, "then": {"error": "ServiceUnavailableException"}})
    client.complete(request_)
    asked = [entry["body"] for entry in double.log.all()]
    assert asked[0]["inferenceConfig"]["maxTokens"] == request_.max_tokens + THINKING_TOKENS
    assert asked[-1]["inferenceConfig"]["maxTokens"] == request_.max_tokens
    assert asked[0]["outputConfig"] == {"effort": "low"}
    assert "outputConfig" not in asked[-1]


@pytest.mark.parametrize("error", ["ThrottlingException", "ServiceUnavailableException", "InternalServerException"])
def test_what_passes_a_moment_later_is_tried_again(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], error: str
) -> None:
    scripted({"then": {"error": error}, "times": 1}, {"then": ANSWER})
    assert client.complete(request_).model == f"eu.anthropic.{FIRST}"
    assert [call.outcome for call in calls] == [error, ANSWERED]


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ({"error": "ThrottlingException"}, "ThrottlingException"),
        ({"error": "AccessDeniedException"}, "AccessDeniedException"),
        ({"error": "ResourceNotFoundException"}, "ResourceNotFoundException"),
        ({"error": "ValidationException"}, "ValidationException"),
        ({"status": 502}, "502"),
        ({"text": ""}, EMPTY),
        ({"cut_at": 0, **ANSWER}, ""),
        ({"cut_at": 40, **ANSWER}, ""),
        ({"error": "ThrottlingException", "error_after": 0, **ANSWER}, "ThrottlingException"),
    ],
)
def test_where_a_model_fails_the_next_one_answers(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], then: dict[str, Any], code: str
) -> None:
    scripted({"when": ON_FIRST, "then": then}, {"then": ANSWER})
    completion = client.complete(request_)
    assert SECOND in completion.model
    assert calls[0].outcome != ANSWERED
    assert not code or calls[0].outcome == code
    assert completion.spent.tokens >= calls[-1].usage.prompt_tokens


def test_a_model_that_hangs_leaves_time_for_the_next(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"when": ON_FIRST, "then": {"silent_s": 30, **ANSWER}}, {"then": ANSWER})
    with within(2.0):
        assert SECOND in client.complete(request_).model
    assert [call.outcome for call in calls] == [TIMED_OUT, ANSWERED]


def test_a_stream_that_falls_silent_ends_with_what_came(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": {"silent_s": 30, "silent_after": 2, **ANSWER}})
    with within(1.0):
        came = Came(client, request_)
    assert came.error is not None
    assert came.pieces == ANSWER["text"][:2]
    [call] = calls
    assert call.estimated
    assert call.usage.output_tokens > 0


@pytest.mark.parametrize(
    "then",
    [
        {"error": "ModelStreamErrorException", "error_after": 1},
        {"error": "ThrottlingException", "error_after": 2},
    ],
)
def test_an_error_in_the_middle_is_the_end_and_no_other_model_begins_anew(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], then: dict[str, Any]
) -> None:
    scripted({"then": {**ANSWER, **then}})
    came = Came(client, request_)
    assert came.pieces == ANSWER["text"][: then["error_after"]]
    assert came.code == then["error"]
    assert len(calls) == 1


def test_what_fails_before_its_answer_begins_as_the_reader_wants_it_is_answered_by_the_next_model(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    two = {"text": ["The red ", "lamp is the brake. ", "Stop ", "now."]}
    begins = "The red lamp is the brake."
    fails = {**two, "error": "ModelStreamErrorException"}
    scripted({"when": ON_FIRST, "then": {**fails, "error_after": 1}}, {"then": two})
    assert Came(client, request_, begins=lambda text: begins in text).pieces == [f"{begins} ", "Stop ", "now."]
    assert calls[-1].outcome == ANSWERED
    scripted({"then": {**fails, "error_after": 3}})
    came = Came(client, request_, begins=lambda text: begins in text)
    assert came.pieces == [f"{begins} ", "Stop "]
    assert came.error


def test_an_answer_that_never_begins_as_the_reader_wants_it_is_given_whole_at_its_end(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"then": ANSWER})
    assert Came(client, request_, begins=lambda _: False).pieces == ["".join(ANSWER["text"])]


@pytest.mark.parametrize("after", [1, 2])
def test_whoever_wants_the_whole_answer_gets_it_from_the_next_model_however_late_the_first_failed(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, after: int
) -> None:
    fails = {**ANSWER, "error": "ModelStreamErrorException", "error_after": after}
    scripted({"when": ON_FIRST, "then": fails}, {"then": ANSWER})
    assert SECOND in client.complete(request_).model


def test_a_cut_at_any_byte_gives_a_beginning_of_the_answer_or_the_whole(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    whole = "".join(ANSWER["text"])
    for at in range(0, 900, 7):
        scripted({"when": ON_FIRST, "then": {**ANSWER, "cut_at": at}}, {"then": ANSWER})
        came = Came(client, request_)
        assert came.pieces, f"cut at {at}: what nobody saw begin another model should have answered"
        assert whole.startswith("".join(came.pieces)), at
        assert came.error or "".join(came.pieces) == whole, at
    assert all(call.outcome for call in calls)


@pytest.mark.parametrize("reason", ["content_filtered", "guardrail_intervened"])
def test_what_a_model_will_not_answer_no_other_is_asked(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], reason: str
) -> None:
    scripted({"then": {"text": "", "stop_reason": reason}})
    with pytest.raises(ModelFailed) as failed:
        client.complete(request_)
    assert failed.value.code == REFUSED
    assert len(calls) == 1


def test_an_unknown_stop_reason_and_an_endless_answer_are_answers_that_say_so(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"then": {**ANSWER, "stop_reason": "tired"}})
    assert client.complete(request_).ending == "unknown"
    scripted({"then": {"endless": True}})
    assert client.complete(request_).ending == "length"


def test_expired_credentials_are_not_tried_with_every_model(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": {"error": "ExpiredTokenException"}})
    with pytest.raises(ModelFailed) as failed:
        client.complete(request_)
    assert failed.value.code == "ExpiredTokenException"
    assert len(calls) == 1


def test_an_answer_that_nobody_wants_any_more_is_metered_as_cancelled(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"then": {**ANSWER, "each_ms": 20}})
    answer = client.stream(request_)
    next(answer)
    answer.close()
    [call] = calls
    assert (call.outcome, call.estimated) == (CANCELLED, True)


def test_the_calls_of_tools_are_whole(client: ModelClient, scripted: Scripted, request_: ModelRequest) -> None:
    tool = Tool(name="tell", description="Tell.", arguments={"type": "object", "properties": {"a": {"type": "string"}}})
    scripted({"then": {"calls": [{"name": "tell", "arguments": {"a": "x" * 100}}]}})
    [call] = client.complete(request_.changed(tools=(tool,), forced="tell")).calls
    assert json.loads(call.arguments) == {"a": "x" * 100}


def test_without_time_no_model_is_asked(client: ModelClient, request_: ModelRequest, calls: list[Call]) -> None:
    with within(0.1), pytest.raises(ModelFailed):
        client.complete(request_)
    assert calls == []


def test_a_model_that_goes_on_failing_is_left_alone_by_all_and_tried_again_by_one(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], breakers: BreakersHere
) -> None:
    scripted({"when": ON_FIRST, "then": {"error": "ServiceUnavailableException"}}, {"then": ANSWER})
    for _ in range(4):
        assert SECOND in client.complete(request_).model
    tried = sum(FIRST in call.model for call in calls)
    assert tried == 3, "two tries, one more, and then it is left alone"
    key = f"{REGION} eu.anthropic.{FIRST}"
    broken = breakers.read(key)
    assert broken is not None
    assert breakers.probe(key, broken.until + 1, broken.until + 5)
    assert not breakers.probe(key, broken.until + 2, broken.until + 6), "one tries, the others wait"


def test_cut_in_the_middle_of_the_first_event_is_told_apart_from_an_empty_answer(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    scripted({"when": ON_FIRST, "then": {**ANSWER, "cut_at": 200, "clean_end": True}}, {"then": ANSWER})
    Came(client, request_)
    assert calls[0].outcome == CUT


def test_what_is_lost_behind_the_end_of_an_answer_is_its_usage_and_not_the_answer(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call]
) -> None:
    endings = set[tuple[str, bool]]()
    for at in range(500, 1200, 10):
        scripted({"then": ANSWER})
        client.complete(request_)  # so that no breaker opens
        scripted({"then": {**ANSWER, "cut_at": at}})
        came, call = Came(client, request_), calls[-1]
        endings.add((call.outcome, call.estimated))
        assert (call.outcome == ANSWERED) == (came.error is None)
    assert endings >= {(ANSWERED, True), (ANSWERED, False)}


def test_a_model_whose_answer_broke_off_is_named(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"then": {**ANSWER, "error": "ModelStreamErrorException", "error_after": 1}})
    came = Came(client, request_)
    assert came.error is not None
    assert came.error.shown_of == f"eu.anthropic.{FIRST}"
    assert came.error.spent.estimated


def test_what_is_refused_at_the_door_costs_nothing(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"then": {"error": "ThrottlingException"}})
    with pytest.raises(ModelFailed) as failed:
        client.complete(request_)
    assert failed.value.spent == Spent()


def test_a_wait_that_was_too_short_for_any_model_does_not_speak_against_it(
    client: ModelClient, scripted: Scripted, request_: ModelRequest, calls: list[Call], breakers: BreakersHere
) -> None:
    scripted({"then": {"silent_s": 30, **ANSWER}})
    for _ in range(3):
        with within(1.0), pytest.raises(ModelFailed):
            client.complete(request_)
    assert {call.outcome for call in calls} == {HURRIED}
    assert breakers.read(f"{REGION} eu.anthropic.{FIRST}") is None


@pytest.mark.parametrize(
    ("seconds", "to_begin"), [(1.8, FAIR_SECONDS), (3.25, 1.5), (5.0, FIRST_PIECE_SECONDS), (60.0, FIRST_PIECE_SECONDS)]
)
def test_a_model_may_take_half_of_the_time_to_begin_and_never_less_than_sound_ones_need(
    seconds: float, to_begin: float
) -> None:
    with within(seconds):
        assert time_to_begin(last=False) == pytest.approx(to_begin, abs=0.1)


def test_time_is_left_for_whoever_asked_when_no_model_answers(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"then": {"silent_s": 30, "silent_after": 1, **ANSWER}})
    with within(1.5):
        with pytest.raises(ModelFailed):
            client.complete(request_)
        assert time_left() > 0


def test_requests_that_botocore_refuses_to_send_speak_against_no_model(
    client: ModelClient, request_: ModelRequest, breakers: BreakersHere
) -> None:
    broken = request_.changed(tools=(Tool(name="tell", description="", arguments={}),))
    for _ in range(3):
        with pytest.raises(ModelFailed) as failed:
            client.complete(broken)
    assert failed.value.code == "ParamValidationError"
    assert breakers.read(f"{REGION} eu.anthropic.{FIRST}") is None


def test_calls_that_are_given_up_leave_no_thread_behind(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    before = threading.enumerate()
    scripted({"then": {"endless": True, "each_ms": 1}})
    for _ in range(5):
        answer = client.stream(request_.changed(max_tokens=100_000))
        next(answer)
        answer.close()
    for thread in [one for one in threading.enumerate() if one.name == "model" and one not in before]:
        thread.join(5)
        assert not thread.is_alive()


def test_many_callers_at_once_each_get_their_own_answer_or_error(
    client: ModelClient, scripted: Scripted, request_: ModelRequest
) -> None:
    scripted({"when": {**ON_FIRST, "contains": "even"}, "then": {"error": "ServiceUnavailableException"}})

    def ask(number: int) -> str:
        text = f"question {number} is {'even' if number % 2 == 0 else 'odd'}"
        passage = f'<passage id="{number}">The question {number} is answered.</passage>'
        return client.complete(request_.changed(messages=(Message(author="user", text=f"{passage} {text}"),))).text

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(ask, range(40)))
    assert all(f"question {number} is" in answer for number, answer in enumerate(answers))
