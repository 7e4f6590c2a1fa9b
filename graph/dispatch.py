"""How the supervisor reaches an agent: in this process (`in_process.py`) or as a Lambda (`lambdas.py`)."""

from typing import Final, Protocol

from pydantic import ValidationError

from contracts.errors import AgentFailed
from contracts.findings.finding import Finding
from contracts.findings.intent import IntentFinding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.personalization import PersonalizationFinding
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.turn import AgentName, AgentTask

FINDING_OF: Final[dict[AgentName, type[Finding]]] = {
    AgentName.INTENT: IntentFinding,
    AgentName.SENTIMENT: SentimentFinding,
    AgentName.KNOWLEDGE: KnowledgeFinding,
    AgentName.PERSONALIZATION: PersonalizationFinding,
    AgentName.ROUTING: RoutingFinding,
    AgentName.RESPONSE: ResponseFinding,
}
TIMED_OUT: Final = "timed out"
"""Why an agent is missing that did not answer in its time."""


class Dispatch(Protocol):
    """Runs one agent on one task."""

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The agent's finding. Raises `AgentFailed` when there is none."""
        ...


def read_finding(agent: AgentName, payload: bytes) -> Finding:
    """A finding from JSON. Raises `AgentFailed` if it is malformed, or `null`: the agent gave up, its time was over."""
    if payload == b"null":
        raise AgentFailed(agent, TIMED_OUT)
    try:
        return FINDING_OF[agent].model_validate_json(payload)
    except ValidationError as error:
        raise AgentFailed(agent, f"malformed finding ({error.error_count()} errors)") from error
