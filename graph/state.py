"""What flows through the graph."""

from operator import add, or_
from typing import Annotated, TypedDict

from knowledge.fit import narrowed

from contracts.findings import Finding, Findings
from contracts.session import Session
from contracts.turn import AgentTask, Missing, SentenceVector, TurnAnswer


class TurnState(TypedDict, total=False):
    """The state of one turn. Nodes that run side by side write only to fields that merge."""

    task: AgentTask
    """Set once, before the graph runs: text, language, customer, dialogue."""
    session: Session
    """Set with `task`: the session as it was read, for its version."""
    started: float
    """Monotonic clock when the turn began, seconds. Set with `task`."""
    vector: SentenceVector
    """Written by `encode`; absent if that failed, and then each agent encodes for itself."""
    findings: Annotated[dict[str, Finding], or_]
    """Each agent adds its own under its name."""
    timings: Annotated[dict[str, float], or_]
    """Milliseconds; each step adds its own under its name."""
    missing: Annotated[list[Missing], add]
    """Each step that failed or was late adds itself."""
    answer: TurnAnswer
    """Written by `store`."""


def findings_of(state: TurnState) -> Findings:
    """The findings so far, with the passages that fit the customer's vehicle: knowledge works without knowing it."""
    return narrowed(Findings.model_validate(state.get("findings", {})))
