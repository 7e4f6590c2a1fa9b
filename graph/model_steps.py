"""The steps of a turn that a deployment with models has besides; see `graph/nodes.py`."""

import asyncio
import time
from typing import Final

from langgraph.errors import NodeError
from langgraph.graph import END
from langgraph.types import Command

from contracts.deadline import time_left
from contracts.findings.finding import Finding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.turn import AgentName, AgentTask, Missing
from graph.dispatch import Dispatch
from graph.nodes import ErrorHandler, Step, at_most, missing_of, reason_of, since, task_of
from graph.policy import SEARCH_AGAIN_SECONDS
from graph.state import TurnState
from graph.understand import UNDERSTAND, Understanding, in_doubt, paid
from models.errors import ModelFailed
from observe.log import log, where
from observe.turns import ids

SEARCH_AGAIN: Final = "search_again"
"""The step, and the name under which its time stands."""


def understand_step(understand: Understanding, budget: float) -> Step:
    """Let a model say what the agents before were unsure of; a turn in which nothing is in doubt passes by."""

    async def run(state: TurnState) -> TurnState:
        started, task = time.perf_counter(), task_of(state)
        if not in_doubt(task.findings, task.models):
            return {}
        try:
            async with at_most(budget):
                found = await asyncio.to_thread(understand, task)
        except ModelFailed as error:
            bearer = dict(paid(task.findings, error.spent))
            return {"findings": bearer, "missing": [Missing(agent=UNDERSTAND, reason=reason_of(error))]}
        return {"findings": dict(found), "timings": {UNDERSTAND: since(started)}}

    return run


def search_again_step(dispatch: Dispatch, budget: float) -> Step:
    """Search once more, for the question that a model made of the message, where time is left and it may find more."""

    async def run(state: TurnState) -> TurnState:
        task = task_of(state)
        question = task.findings.intent.question if task.findings.intent else None
        if not question or question == task.text or time_left() < SEARCH_AGAIN_SECONDS:
            return {}
        started = time.perf_counter()
        async with at_most(budget):
            found = await dispatch(AgentName.KNOWLEDGE, _asking(task, question))
        timings = {SEARCH_AGAIN: since(started)}
        kept = _better(found, task.findings.knowledge) if isinstance(found, KnowledgeFinding) else None
        return {"findings": {AgentName.KNOWLEDGE: kept} if kept else {}, "timings": timings}

    return run


def _better(found: KnowledgeFinding, before: KnowledgeFinding | None) -> KnowledgeFinding | None:
    """Of two searches the one that found more, with what both cost; None where the first failed and this found none."""
    kept = found if _answers_as_well(found, before) else before
    return kept.changed(cost_usd=found.cost_usd + (before.cost_usd if before else 0.0)) if kept else None


def _answers_as_well(found: KnowledgeFinding, before: KnowledgeFinding | None) -> bool:
    """Whether passages were found, and the best of them answers as probably as the best of before."""
    best_before = max((one.answers for one in before.passages), default=0.0) if before else 0.0
    return any(one.answers >= best_before for one in found.passages)


def _asking(task: AgentTask, question: str) -> AgentTask:
    """The task with the question in place of the message: it stands by itself, whatever was said before."""
    nothing_before = {"last_passage": None, "last_question": None, "asked_about": None, "light": None}
    alone = task.dialogue.changed(**nothing_before)
    return task.changed(text=question, meant=None, vector=None, dialogue=alone)


def reply_without_model() -> ErrorHandler:
    """Name the response agent as missing, and let the supervisor itself write the reply of the fast path.

    A model, or the start of all that checks what it writes, may take too long; the fast path needs a millisecond.
    """
    from agents.response import respond

    def handle(state: TurnState, error: NodeError) -> Command[str]:
        missing = [missing_of(error)]
        try:
            reply: dict[str, Finding] = {AgentName.RESPONSE: respond(task_of(state))}
        except Exception as fault:  # whatever is wrong with it, the turn has an answer: see `graph/fallback.py`
            log("error", "no reply", {**ids(state["task"]), "error": type(fault).__name__, "where": where(fault)})
            return Command(update={"missing": missing}, goto=END)
        return Command(update={"missing": missing, "findings": reply}, goto=END)

    return handle
