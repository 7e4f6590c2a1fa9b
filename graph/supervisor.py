"""From the task of a turn to its answer: the graph, run once."""

import time

from contracts.turn import AgentTask, TurnAnswer
from encoder import Encoder
from graph.answer import answer_of
from graph.dispatch import Dispatch
from graph.graph import build_graph
from graph.state import TurnState
from graph.understand import Understanding


class Supervisor:
    """Answers tasks with the agents that `dispatch` reaches. Built once a process; keeps nothing between turns."""

    def __init__(self, dispatch: Dispatch, encoder: Encoder | None, understand: Understanding | None = None) -> None:
        """Without `encoder` each agent encodes for itself; without `understand` there are no models."""
        self._graph = build_graph(dispatch, encoder, understand)

    async def answer(self, task: AgentTask) -> TurnAnswer:
        """Return the answer, whatever agents fail or are late. Nothing is read or written.

        The agents have the time that is left (`contracts.deadline`), and none more than its budget.
        """
        started = time.perf_counter()
        found: TurnState = {"task": task}
        found = {**found, **await self._graph.ainvoke(found)}  # type: ignore[typeddict-item]  # typed as a plain dict
        return answer_of(found, round((time.perf_counter() - started) * 1000, 2))
