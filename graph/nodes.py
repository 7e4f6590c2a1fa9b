"""The steps of a turn. Each gives an update of the state; each failure has a way on."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol

from langgraph.errors import NodeError
from langgraph.types import Command

from contracts.deadline import time_left, within
from contracts.errors import AgentFailed, CurbsideError, OutOfTime
from contracts.findings.knowledge import KnowledgeFinding
from contracts.turn import AgentName, AgentTask, Missing
from danger.words import judge_words
from encoder import Encoder, pack
from graph.dispatch import TIMED_OUT, Dispatch
from graph.fallback import fallback_route
from graph.progress import begins
from graph.state import TurnState, findings_of
from knowledge.vehicle_filter import filter_by_vehicle

ErrorHandler = Any
"""`(state, error: NodeError) -> Command`. langgraph finds the error by its annotation; its own types cannot say so."""
JUDGE: Final = "danger"
"""The step, and under which name its finding stands."""
_LATE: Final = (TimeoutError, OutOfTime)


class Step(Protocol):
    """A node: what it adds to the state."""

    async def __call__(self, state: TurnState) -> TurnState:
        """Run the step."""
        ...


async def judge_step(state: TurnState) -> TurnState:
    """Judge from the words whether life is at stake, so that this never depends on an agent being in time.

    What the task brings along stands: a customer has said so.
    """
    await asyncio.sleep(0)  # the encoder begins first, on a thread of its own
    task = state["task"]
    return {"findings": {JUDGE: task.findings.danger or judge_words(task.text)}}


def encode_step(encoder: Encoder | None, budget: float) -> Step:
    """Encode the text once for all agents; without an encoder each agent encodes for itself."""

    async def encode(state: TurnState) -> TurnState:
        if encoder is None:
            return {}
        started = time.perf_counter()
        async with at_most(budget):
            vector = await asyncio.to_thread(pack, encoder, state["task"].text)
        return {"vector": vector, "timings": {"encode": since(started)}}

    return encode


def agent_step(agent: AgentName, dispatch: Dispatch, budget: float, sharers: int = 1) -> Step:
    """Run one agent on what is known so far. It is told how long somebody waits for it, `budget` seconds at most.

    `sharers` is how many run side by side that may ask a model: each has its share of what that may cost.
    """

    async def run(state: TurnState) -> TurnState:
        started = time.perf_counter()
        begins(agent)
        async with at_most(budget):
            finding = await dispatch(agent, task_of(state, sharers))
        return {"findings": {agent: finding}, "timings": {agent: since(started)}}

    return run


async def filter_step(state: TurnState) -> TurnState:
    """Keep the passages that apply to the customer's vehicle: the knowledge agent works without knowing it."""
    found = filter_by_vehicle(findings_of(state)).knowledge
    return {} if found is None else {"findings": {AgentName.KNOWLEDGE: found}}


def leave_out(*onward: str) -> ErrorHandler:
    """Name the failed step as missing and go on with the steps `onward`."""
    to: str | Sequence[str] = onward[0] if len(onward) == 1 else list(onward)

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        return Command(update={"missing": [missing_of(error)]}, goto=to)

    return handle


def without_passages() -> ErrorHandler:
    """Name the filter as missing and quote nothing: a passage about another vehicle is worse than none."""

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        update = {"missing": [missing_of(error)], "findings": {AgentName.KNOWLEDGE: KnowledgeFinding(passages=())}}
        return Command(update=update, goto=AgentName.ROUTING)

    return handle


def route_to_a_person() -> ErrorHandler:
    """Name routing as missing, and give the turn the route that needs no agent."""

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        route = fallback_route(task_of(state))
        update = {"missing": [missing_of(error)], "findings": {AgentName.ROUTING: route}}
        return Command(update=update, goto=AgentName.RESPONSE)

    return handle


def reason_of(error: BaseException) -> str:
    """Why a step is missing, in words that are safe to show."""
    if isinstance(error, _LATE):
        return TIMED_OUT
    if isinstance(error, AgentFailed):
        return error.reason
    return str(error) if isinstance(error, CurbsideError) else type(error).__name__


def task_of(state: TurnState, sharers: int = 1) -> AgentTask:
    """The task with the vector, the findings so far, and the time and the money left for it."""
    left = time_left()
    milliseconds = None if math.isinf(left) else int(left * 1000)
    task, findings = state["task"], findings_of(state)
    spent = sum(finding.cost_usd for _, finding in findings if finding is not None)
    return task.changed(
        vector=state.get("vector"),
        findings=findings,
        usd_left=max(0.0, task.models.usd_a_turn - spent) / sharers,
        time_left_ms=milliseconds,
        sent_at_ms=int(time.time() * 1000),
    )


@asynccontextmanager
async def at_most(seconds: float) -> AsyncIterator[None]:
    """Set a deadline for what runs inside, and stop waiting for it when it has passed.

    That is less than `seconds` where the whole turn has less time left. A node's own `timeout` knows no such deadline,
    and costs a task of its own.
    """
    with within(seconds):
        async with asyncio.timeout(time_left()):
            yield


def missing_of(error: NodeError) -> Missing:
    """The failed step, as a turn's answer names it."""
    return Missing(agent=error.node, reason=reason_of(error.error))


def since(started: float) -> float:
    """Milliseconds since a moment of `time.perf_counter`."""
    return round((time.perf_counter() - started) * 1000, 2)
