"""What every agent that asks a model does: the turn as data, the answer read back, and its cost in the finding."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from agents.guarded import Guarded
from agents.told import told
from contracts.base import Strict
from contracts.findings.finding import Finding
from contracts.turn import AgentTask
from guards.placeholders import Placeholders, Restoring
from models.attempt import Answer, Begins, with_a_word
from models.client import ModelClient
from models.errors import MALFORMED, ModelFailed
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


class Answered(NamedTuple, Generic[ShapeT]):
    """What a model answered."""

    answer: ShapeT
    spent: Spent
    model: str


class TurnRequest(NamedTuple):
    """A request about a turn. Whoever sends it reads the answer with what the model was not shown put back."""

    sent: ModelRequest
    hidden: Placeholders

    def stream(self, client: ModelClient, begins: Begins = with_a_word) -> Answer:
        """Give the answer piece by piece, as `ModelClient.stream` does."""
        answer = client.stream(self.sent, begins)
        return _restored(answer, self.hidden) if self.hidden.values else answer

    def shaped(self, shape: type[ShapeT], client: ModelClient) -> Answered[ShapeT]:
        """Return an answer of a shape. Raises `ModelFailed`."""
        answer, completion = ask_for(shape, self.sent, client)
        try:
            whole = self.hidden.put_back_in(answer)
        except ValidationError as error:
            raise ModelFailed(MALFORMED, completion.spent) from error
        return Answered(whole, completion.spent, completion.model)


def request_about(
    task: AgentTask,
    purpose: str,
    *,
    before: Sequence[str] = (),
    facts: Sequence[str] = (),
    after: Sequence[str] = (),
    **fields: Any,
) -> TurnRequest:
    """Return a request about a turn, for an agent. `fields` are those of `ModelRequest`.

    `before` and `after` stand around the turn and are sent as they are; `facts` are the customer's.
    """
    turn = told(task, facts)
    sent = ModelRequest(
        purpose=purpose,
        messages=(Message(author="user", text="\n".join([*before, turn.text, *after])),),
        may_leave_home=task.models.leave_home,
        budget_usd=task.models.usd_a_turn if task.usd_left is None else task.usd_left,
        conversation_id=task.conversation_id,
        turn_id=task.turn_id,
        trace_id=task.trace_id,
        **fields,
    )
    return TurnRequest(sent, turn.hidden)


def ask(task: AgentTask, question: Question[ShapeT], client: ModelClient) -> Answered[ShapeT]:
    """Return what a model answers about a turn. Raises `ModelFailed`."""
    request = request_about(
        task,
        question.purpose,
        prompt=question.prompt,
        system=question.system,
        tools=(question.tool,),
        forced=question.tool.name,
        max_tokens=question.max_tokens,
    )
    return request.shaped(question.shape, client)


def answered(
    task: AgentTask,
    finding: FindingT,
    question: Question[ShapeT],
    client: ModelClient,
    with_answer: Callable[[AgentTask, FindingT | None, ShapeT], FindingT | None],
) -> FindingT:
    """Return the finding with what a model answers; as it is, and what was spent, where none answers or may read."""
    if _is_danger(task) or not Guarded(task, question.purpose).may_be_read:
        return finding
    try:
        answer, spent, model = ask(task, question, client)
    except ModelFailed as error:
        return charged(finding, error.spent)
    found = with_answer(task, finding, answer) or finding
    return charged(found, spent, *((model, question.prompt) if is_of_model(found, finding) else ()))


def is_of_model(found: Finding, before: Finding | None) -> bool:
    """Whether a finding says anything that the fast path did not, beside how sure that was by itself."""
    beside = {"confidence_alone"}
    return before is None or found.model_dump(exclude=beside) != before.model_dump(exclude=beside)


def _is_danger(task: AgentTask) -> bool:
    """Whether the words tell of a danger: nobody waits for a model then."""
    return task.findings.danger is not None and task.findings.danger.level == "danger"


def charged(finding: FindingT, spent: Spent, model: str | None = None, prompt: str | None = None) -> FindingT:
    """Return the finding with what was spent for it; with a `model`, as one that this made with a prompt."""
    made = {} if model is None else {"path": "bedrock", "model": model, "prompt": prompt}
    return finding.changed(tokens=finding.tokens + spent.tokens, cost_usd=finding.cost_usd + spent.cost_usd, **made)


def _restored(answer: Answer, hidden: Placeholders) -> Answer:
    """The answer with personal data put back. What is thrown into it reaches the call: it is paid for as it ends."""
    stream = Restoring(hidden)
    try:
        piece = next(answer)
        while True:
            try:
                if ready := stream.feed(piece):
                    yield ready
            except ModelFailed as stopped:
                piece = answer.throw(stopped)
            else:
                piece = next(answer)
    except StopIteration as end:
        whole: Completion = end.value
    finally:
        answer.close()
    if rest := stream.end():
        try:
            yield rest
        except ModelFailed as stopped:
            raise ModelFailed(stopped.code, whole.spent, shown_of=whole.model) from stopped
    calls = tuple(call.changed(arguments=hidden.put_back_json(call.arguments)) for call in whole.calls)
    return whole.changed(text=hidden.put_back_whole(whole.text), calls=calls)
