"""What all agent functions do: a task in, a finding out, one line in the log."""

import math
import time
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from agents.agent import Agent
from contracts.deadline import check, within
from contracts.errors import CurbsideError, InvalidInput, OutOfTime
from contracts.turn import AgentName, AgentTask
from observe.log import Fields, log, where

LambdaHandler = Callable[[dict[str, Any], object], dict[str, Any] | None]


def agent_handler(name: AgentName, agent: Agent) -> LambdaHandler:
    """A Lambda handler for an agent. An error of the agent is logged and raised: the supervisor goes on without it.

    An agent whose time is over has no error and no finding: it answers None, to nobody, and stays warm.
    """

    def handler(event: dict[str, Any], context: object) -> dict[str, Any] | None:
        started = time.perf_counter()
        task = _task(event)
        fields: Fields = {"agent": name, "conversation_id": task.conversation_id, "turn_id": task.turn_id}
        fields["trace_id"] = task.trace_id
        if unread := _unread(event, task):
            log("warning", "findings left out", {**fields, "missing": unread})
        try:
            with within(_seconds_left(task)):
                check()
                finding = agent(task)
        except OutOfTime:
            log("warning", "agent gave up", {**fields, "outcome": "timed out", "duration_ms": _since(started)})
            return None
        except CurbsideError as error:
            log(
                "error",
                "agent failed",
                {**fields, "outcome": "failed", "error": type(error).__name__, "where": where(error)},
            )
            raise
        answered: Fields = {**fields, "outcome": "answered", "path": finding.path, "duration_ms": _since(started)}
        log("info", "agent answered", answered)
        return finding.model_dump(mode="json")

    return handler


def _seconds_left(task: AgentTask) -> float:
    """How long somebody waits for the finding still. Clocks that differ may cost time and never give any."""
    if task.time_left_ms is None:
        return math.inf
    on_the_way = 0.0 if task.sent_at_ms is None else max(0.0, time.time() * 1000 - task.sent_at_ms)
    return max(0.0, task.time_left_ms - on_the_way) / 1000


def _unread(event: dict[str, Any], task: AgentTask) -> list[str]:
    """Findings that another version sent in a shape that this one cannot read, by name."""
    sent = event.get("findings") or {}
    return [name for name, found in task.findings if found is None and sent.get(name) is not None]


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _task(event: dict[str, Any]) -> AgentTask:
    try:
        return AgentTask.model_validate(event)
    except ValidationError as error:
        # The runtime logs what is thrown, and pydantic quotes the input: its error must not travel.
        raise InvalidInput("event", f"is no task ({error.error_count()} errors)") from None
