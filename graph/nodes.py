"""The steps of a turn. Each gives an update of the state; each failure has a way on."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Final, Protocol

from langgraph.errors import NodeError, NodeTimeoutError
from langgraph.types import Command

from contracts.errors import AgentFailed, CurbsideError
from contracts.turn import AgentName, AgentTask, Missing
from encoder import Encoder, pack
from graph.dispatch import Dispatch
from graph.fallback import fallback_route
from graph.state import TurnState, findings_of

TIMED_OUT: Final = "timed out"
ErrorHandler = Any
"""`(state, error: NodeError) -> Command`. langgraph finds the error by its annotation; its own types cannot say so."""


class Step(Protocol):
    """A node: what it adds to the state."""

    async def __call__(self, state: TurnState) -> TurnState:
        """Run the step."""
        ...


def encode_step(encoder: Encoder | None) -> Step:
    """Encode the text once for all agents; without an encoder each agent encodes for itself."""

    async def encode(state: TurnState) -> TurnState:
        if encoder is None:
            return {}
        started = time.perf_counter()
        vector = await asyncio.to_thread(pack, encoder, state["task"].text)
        return {"vector": vector, "timings": {"encode": _since(started)}}

    return encode


def agent_step(agent: AgentName, dispatch: Dispatch) -> Step:
    """Run one agent on what is known so far."""

    async def run(state: TurnState) -> TurnState:
        started = time.perf_counter()
        finding = await dispatch(agent, task_of(state))
        return {"findings": {agent: finding}, "timings": {agent: _since(started)}}

    return run


def leave_out(*onward: str) -> ErrorHandler:
    """Name the failed step as missing and go on with the steps `onward`."""
    to: str | Sequence[str] = onward[0] if len(onward) == 1 else list(onward)

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        missing = Missing(agent=error.node, reason=reason_of(error.error))
        return Command(update={"missing": [missing]}, goto=to)

    return handle


def route_to_a_person() -> ErrorHandler:
    """Name routing as missing, and give the turn the route that needs no agent."""

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        missing = Missing(agent=error.node, reason=reason_of(error.error))
        route = fallback_route(findings_of(state))
        update = {"missing": [missing], "findings": {AgentName.ROUTING: route}}
        return Command(update=update, goto=AgentName.RESPONSE)

    return handle


def reason_of(error: BaseException) -> str:
    """Why a step is missing, in words that are safe to show."""
    if isinstance(error, NodeTimeoutError):
        return TIMED_OUT
    if isinstance(error, AgentFailed):
        return error.reason
    return str(error) if isinstance(error, CurbsideError) else type(error).__name__


def task_of(state: TurnState) -> AgentTask:
    """The task with the vector and the findings so far."""
    return state["task"].changed(vector=state.get("vector"), findings=findings_of(state))


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
