"""Reaching agents."""

import asyncio
import io
import time
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.response import StreamingBody
from botocore.stub import Stubber

from contracts.deadline import check, within
from contracts.errors import AgentFailed, ConfigurationError
from contracts.findings.finding import Finding
from contracts.turn import AgentName, AgentTask
from graph.dispatch import FINDING_OF, read_finding
from graph.in_process import InProcessDispatch
from graph.lambdas import LambdaDispatch
from tests.unit import builders
from tests.unit.graph.fakes import ANSWERS

TASK = builders.task("hello")


@pytest.mark.parametrize("agent", AgentName)
def test_a_finding_of_every_agent_travels_as_json(agent: AgentName) -> None:
    found = read_finding(agent, ANSWERS[agent].model_dump_json().encode())
    assert type(found) is FINDING_OF[agent]
    assert found == ANSWERS[agent]


@pytest.mark.parametrize("agent", AgentName)
@pytest.mark.parametrize("payload", [b"", b"nul", b"{", b"[]", b'{"surprise": 1}', b'{"errorMessage": "no"}', b"\xff"])
def test_nonsense_is_a_failure_that_names_the_agent(agent: AgentName, payload: bytes) -> None:
    with pytest.raises(AgentFailed, match=f"{agent}: malformed finding") as caught:
        read_finding(agent, payload)
    assert caught.value.agent == agent


def test_null_is_the_answer_of_an_agent_whose_time_was_over() -> None:
    with pytest.raises(AgentFailed) as caught:
        read_finding(AgentName.KNOWLEDGE, b"null")
    assert caught.value.reason == "timed out"


def test_a_finding_of_another_agent_is_nonsense() -> None:
    with pytest.raises(AgentFailed, match="malformed"):
        read_finding(AgentName.INTENT, ANSWERS[AgentName.SENTIMENT].model_dump_json().encode())


def ask_in_process(agents: dict[AgentName, Any]) -> Finding:
    return asyncio.run(InProcessDispatch(agents)(AgentName.INTENT, TASK))


def test_an_agent_in_this_process_gets_the_task() -> None:
    asked: list[AgentTask] = []

    def agent(task: AgentTask) -> Finding:
        asked.append(task)
        return builders.intent()

    found = ask_in_process({AgentName.INTENT: agent})
    assert asked == [TASK]
    assert found == builders.intent()


def test_an_agent_that_is_not_loaded_failed() -> None:
    with pytest.raises(AgentFailed, match="not loaded"):
        ask_in_process({})


def test_an_error_of_an_agent_in_this_process_is_named_without_its_text() -> None:
    def refuse(task: AgentTask) -> Finding:
        raise ConfigurationError("private detail")

    with pytest.raises(AgentFailed) as caught:
        ask_in_process({AgentName.INTENT: refuse})
    assert caught.value.reason == "ConfigurationError"


def test_a_key_error_inside_an_agent_is_not_taken_for_a_missing_agent() -> None:
    def agent(task: AgentTask) -> Finding:
        return dict[str, Finding]()["danger"]

    with pytest.raises((KeyError, AgentFailed)) as caught:
        ask_in_process({AgentName.INTENT: agent})
    assert "not loaded" not in str(caught.value)


@pytest.fixture
def functions(monkeypatch: pytest.MonkeyPatch) -> tuple[LambdaDispatch, Stubber]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    dispatch = LambdaDispatch({agent: f"fn-{agent}" for agent in AgentName}, "us-east-1")
    stubber = Stubber(dispatch._lambda)
    stubber.activate()
    return dispatch, stubber


def payload(body: bytes) -> StreamingBody:
    return StreamingBody(io.BytesIO(body), len(body))


def test_a_function_is_invoked_with_the_task_and_its_answer_read(functions: tuple[LambdaDispatch, Stubber]) -> None:
    dispatch, stubber = functions
    stubber.add_response(
        "invoke",
        {"StatusCode": 200, "Payload": payload(builders.intent().model_dump_json().encode())},
        {"FunctionName": "fn-intent", "Payload": TASK.model_dump_json().encode()},
    )
    assert asyncio.run(dispatch(AgentName.INTENT, TASK)) == builders.intent()
    stubber.assert_no_pending_responses()


def test_a_function_that_threw_is_a_failure_without_its_text(functions: tuple[LambdaDispatch, Stubber]) -> None:
    dispatch, stubber = functions
    body = b'{"errorMessage": "my name is Quirin", "errorType": "ValueError"}'
    stubber.add_response("invoke", {"StatusCode": 200, "FunctionError": "Unhandled", "Payload": payload(body)})
    with pytest.raises(AgentFailed) as caught:
        asyncio.run(dispatch(AgentName.INTENT, TASK))
    assert caught.value.reason == "the function threw"


@pytest.mark.parametrize("code", ["TooManyRequestsException", "ResourceNotFoundException", "AccessDeniedException"])
def test_a_function_that_cannot_be_invoked_fails_with_the_code_of_aws(
    functions: tuple[LambdaDispatch, Stubber], code: str
) -> None:
    dispatch, stubber = functions
    stubber.add_client_error("invoke", code, "arn:aws:lambda:us-east-1:123456789012:function:fn-intent")
    with pytest.raises(AgentFailed) as caught:
        asyncio.run(dispatch(AgentName.INTENT, TASK))
    assert caught.value.reason == code
    assert isinstance(caught.value.__cause__, ClientError)


def test_a_function_that_does_not_answer_in_time_is_a_failure(
    functions: tuple[LambdaDispatch, Stubber], monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch, _ = functions

    def late(**arguments: Any) -> None:
        raise ReadTimeoutError(endpoint_url="https://lambda")

    monkeypatch.setattr(dispatch._lambda, "invoke", late)
    with pytest.raises(AgentFailed, match="ReadTimeoutError"):
        asyncio.run(dispatch(AgentName.INTENT, TASK))


def test_an_agent_in_this_process_gives_up_when_nobody_waits_any_more() -> None:
    steps = list[int]()

    def slow(task: AgentTask) -> Finding:
        for step in range(1_000):
            check()
            time.sleep(0.01)
            steps.append(step)
        return builders.intent()

    async def ask() -> None:
        with within(0.2), pytest.raises(AgentFailed, match="timed out"):
            await InProcessDispatch({AgentName.INTENT: slow})(AgentName.INTENT, TASK)

    asyncio.run(ask())
    assert 1 <= len(steps) <= 20


def test_a_task_whose_time_is_over_is_not_begun() -> None:
    asked: list[AgentTask] = []

    async def ask() -> None:
        with within(0), pytest.raises(AgentFailed, match="timed out"):
            await InProcessDispatch({AgentName.INTENT: asked.append})(AgentName.INTENT, TASK)  # type: ignore[dict-item]

    asyncio.run(ask())
    assert asked == []
