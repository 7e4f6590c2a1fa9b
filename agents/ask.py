"""What every agent that asks a model does: the dialogue as data, and what the answer cost in its finding.

What customers and documents say stands in a prompt as the content of elements, and nothing in it can close one
(`guards/delimited.py`).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from contracts.base import Strict
from contracts.findings.finding import Finding
from contracts.turn import AgentTask
from guards.delimited import delimited
from models.client import ModelClient
from models.errors import ModelFailed
from models.request import Completion, Message, ModelRequest, Spent, Tool
from models.structured import ask_for

FindingT = TypeVar("FindingT", bound=Finding)
ShapeT = TypeVar("ShapeT", bound=Strict)


class Question(NamedTuple, Generic[ShapeT]):
    """What a model is asked about every turn alike: it calls the tool, with arguments of the shape."""

    purpose: str
    """Who asks."""
    prompt: str
    """Name and version of the prompt."""
    system: str
    tool: Tool
    shape: type[ShapeT]
    max_tokens: int


def ask(task: AgentTask, question: Question[ShapeT], client: ModelClient) -> tuple[ShapeT, Completion]:
    """Return what a model answers about a turn. Raises `ModelFailed`."""
    request = request_of(
        task,
        question.purpose,
        prompt=question.prompt,
        system=question.system,
        said=said(task),
        tools=(question.tool,),
        forced=question.tool.name,
        max_tokens=question.max_tokens,
    )
    return ask_for(question.shape, request, client)


def answered(
    task: AgentTask,
    finding: FindingT,
    question: Question[ShapeT],
    client: ModelClient,
    with_answer: Callable[[AgentTask, FindingT | None, ShapeT], FindingT | None],
) -> FindingT:
    """Return the finding with what a model answers; as it is, and what was spent, where none answers."""
    try:
        answer, completion = ask(task, question, client)
    except ModelFailed as error:
        return charged(finding, error.spent)
    found = with_answer(task, finding, answer) or finding
    return charged(found, completion.spent, completion.model, question.prompt)


def said(task: AgentTask) -> str:
    """Return the message with what was said before it, as elements."""
    before = task.dialogue
    parts = [
        delimited(before.last_question or "", "asked_before") if before.last_question else "",
        delimited(before.last_reply or "", "reply_before") if before.last_reply else "",
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
