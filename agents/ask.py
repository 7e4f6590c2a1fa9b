"""What every agent that asks a model does: the dialogue as data, and what the answer cost in its finding.

What customers and documents say stands in a prompt as the content of elements, and nothing in it can close one
(`guards/delimited.py`).
"""

from datetime import UTC, datetime
from typing import Any, TypeVar

from contracts.findings.finding import Finding
from contracts.turn import AgentTask
from guards.delimited import delimited
from models.request import Message, ModelRequest, Spent

FindingT = TypeVar("FindingT", bound=Finding)


def said(task: AgentTask) -> str:
    """Return the message with what was said before it, as elements.

    A reply that quotes what reads like an order to the machine is left out: nothing of such a passage is for models.
    """
    before = task.dialogue
    reply = None if before.reply_suspicious else before.last_reply
    parts = [
        delimited(before.last_question or "", "asked_before") if before.last_question else "",
        delimited(reply, "reply_before") if reply else "",
        delimited(f"{datetime.now(UTC):%A %Y-%m-%d}", "today"),
        delimited(task.text, "message", language=task.language),
    ]
    return "\n".join(filter(None, parts))


def request_of(task: AgentTask, purpose: str, *, said: str, **fields: Any) -> ModelRequest:
    """Return a request about a turn, for an agent: `said` is its message, `fields` are those of `ModelRequest`."""
    return ModelRequest(
        purpose=purpose,
        messages=(Message(author="user", text=said),),
        may_leave_home=task.models.leave_home,
        conversation_id=task.conversation_id,
        turn_id=task.turn_id,
        trace_id=task.trace_id,
        **fields,
    )


def charged(finding: FindingT, spent: Spent, model: str | None = None, prompt: str | None = None) -> FindingT:
    """Return the finding with what was spent for it; with a `model`, as one that this made with a prompt."""
    made = {} if model is None else {"path": "bedrock", "model": model, "prompt": prompt}
    return finding.changed(tokens=finding.tokens + spent.tokens, cost_usd=finding.cost_usd + spent.cost_usd, **made)
