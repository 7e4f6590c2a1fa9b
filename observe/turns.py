"""What leads from a line in the log to its turn."""

from contracts.turn import AgentTask
from observe.log import Fields


def ids(task: AgentTask) -> Fields:
    """The ids of a turn."""
    return {"conversation_id": task.conversation_id, "turn_id": task.turn_id, "trace_id": task.trace_id}
