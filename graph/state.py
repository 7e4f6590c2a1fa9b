"""What flows through the graph."""

from operator import add, or_
from typing import Annotated, TypedDict

from contracts.findings.finding import Finding
from contracts.findings.of_turn import Findings
from contracts.turn import AgentTask, Missing, SentenceVector


class TurnState(TypedDict, total=False):
    """The state of one turn. Nodes that run side by side write only to fields that merge."""

    task: AgentTask
    """The input, set once before the graph runs: text, language, customer, dialogue."""
    vector: SentenceVector
    """Written by `encode`; absent if that failed, and then each agent encodes for itself."""
    findings: Annotated[dict[str, Finding], or_]
    """Each step adds its own under its name; `filter_by_vehicle` replaces that of the knowledge agent."""
    timings: Annotated[dict[str, float], or_]
    """Milliseconds; each step adds its own under its name."""
    missing: Annotated[list[Missing], add]
    """Each step that failed or was late adds itself."""


def findings_of(state: TurnState) -> Findings:
    """Return the findings so far as one model."""
    return Findings.model_validate(state.get("findings", {}))
