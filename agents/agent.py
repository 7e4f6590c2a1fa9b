"""What an agent is to its callers."""

from collections.abc import Callable

from contracts.findings.finding import Finding
from contracts.turn import AgentTask

Agent = Callable[[AgentTask], Finding]
"""Takes a task, gives the finding of its kind. May raise any `CurbsideError`; the turn then goes on without it."""
