"""Agents in this process: for tests, benchmarks, the command line, and small deployments that want one function."""

import asyncio
from collections.abc import Callable, Mapping

from agents import intent, knowledge, personalization, response, routing, sentiment
from agents.agent import Agent
from agents.personalization.records import FindPlan, FindRecalls
from contracts.customer import Customer
from contracts.deadline import check
from contracts.errors import AgentFailed, CurbsideError, OutOfTime
from contracts.findings.finding import Finding
from contracts.turn import AgentName, AgentTask
from encoder import Encoder
from graph.dispatch import TIMED_OUT
from knowledge.library import Library
from knowledge.reranking import RerankerFor, without_reranker
from models.client import ModelClient


class InProcessDispatch:
    """Runs agents on threads: encoders and numpy release the GIL while they work.

    A thread inherits the deadline of who waits for it, and its agent gives up when that has passed.
    """

    def __init__(self, agents: Mapping[AgentName, Agent]) -> None:
        self._agents = agents

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The agent's finding. Raises `AgentFailed` for any error of the agent."""
        if agent not in self._agents:
            raise AgentFailed(agent, "not loaded")
        try:
            return await asyncio.to_thread(_run, self._agents[agent], task)
        except OutOfTime as error:
            raise AgentFailed(agent, TIMED_OUT) from error
        except CurbsideError as error:
            raise AgentFailed(agent, type(error).__name__) from error


def _run(agent: Agent, task: AgentTask) -> Finding:
    check()  # the task may have waited for a thread
    return agent(task)


def load_agents(
    encoder: Encoder,
    library: Library,
    find_customer: Callable[[str], Customer | None],
    find_recalls: FindRecalls | None = None,
    find_plan: FindPlan | None = None,
    models: ModelClient | None = None,
    reranker_for: RerankerFor = without_reranker,
) -> dict[AgentName, Agent]:
    """Every agent, ready to run in this process. Without a source of recalls findings say that none was asked.

    Without `models` no agent asks one, but for a reranker, if there is one.
    """
    return {
        AgentName.INTENT: intent.load(encoder, models),
        AgentName.SENTIMENT: sentiment.load(encoder, models),
        AgentName.KNOWLEDGE: knowledge.load(encoder, library, reranker_for),
        AgentName.PERSONALIZATION: personalization.load(find_customer, find_recalls, find_plan),
        AgentName.ROUTING: routing.load(),
        AgentName.RESPONSE: response.load(models),
    }
