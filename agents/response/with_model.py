"""The reply of the fast path with the answer in it written by a model, where one may and can.

The fast path's reply is made first, so that there always is one. What stands around the answer, such as a greeting or
that a recall is open, stays as it is. What is shown stays too: a reply of which only a part came goes on with the words
of the best passage, so that the text shown is the beginning of the text stored, whatever happens.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from agents.ask import charged
from agents.guarded import Guarded
from agents.policy import SURE_ANSWER
from agents.response.citing import citation, passages_of, without_markers
from agents.response.draft import Draft
from agents.response.due import due_lines
from agents.response.emit import Emit
from agents.response.grounding.evidence import plain
from agents.response.grounding.markers import bare, cited
from agents.response.grounding.sentences import sentences
from agents.response.policy import LIMITS
from agents.response.route import route_of
from agents.response.safety import left_out, safety_of
from agents.response.spoken import quote_of
from agents.response.write import PROMPT, Reader, Sources, Written, write
from contracts.findings.knowledge import KnowledgeFinding, Passage
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import ReplyWith, RoutingFinding
from contracts.turn import AgentName, AgentTask
from danger.settle import settled
from guards.attacks import judge_attack
from guards.lines import AttackJudge
from languages.phrases import phrases_in
from models.client import ModelClient
from models.prompts import read_prompt

WritingAgent = Callable[[AgentTask, Emit], ResponseFinding]
"""Gives a reply as an agent does, and shows it while a model writes it."""
Compose = Callable[[AgentTask, RoutingFinding], tuple[ResponseFinding, Draft]]
"""Makes the fast path's reply; gives the draft that it was made of too."""
INSTEAD: Final[ReplyWith] = "clarify"
"""What is said where the passages do not answer after all: that it is not known, and a question back."""


class Writing(NamedTuple):
    """What a reply is written with."""

    compose: Compose
    client: ModelClient
    guardrail: AttackJudge | None
    """The second line behind the one in this process."""


def writer(writing: Writing) -> WritingAgent:
    """Return the agent that has a model write. Raises `ConfigurationError` if its prompt or weights are missing."""
    read_prompt(PROMPT)
    judge_attack("")
    return lambda task, emit: with_model(task, route_of(task), writing, emit)


def with_model(task: AgentTask, route: RoutingFinding, writing: Writing, emit: Emit) -> ResponseFinding:
    """Return the reply that the route asks for, its answer written by a model where one may write."""
    fast, draft = writing.compose(task, route)
    before, answer, after = fast.text.partition(draft.answer or "\0")
    if not answer or not _may_write(task):
        return fast
    message = Guarded(task, AgentName.RESPONSE, writing.guardrail)
    if not message.may_be_read:
        return fast
    sources = Sources(given(task), tuple(due_lines(task, phrases_in(fast.language)[1])), fast.language)
    shown = 0

    def show(text: str) -> None:
        nonlocal shown
        emit.show(task, shown, text if shown else before + text)
        shown += 1

    reader = Reader(lambda: message.may_be_answered, show, lambda: emit.is_wanted(task))
    written = write(task, sources, writing.client, reader)
    if written.how == "nothing" or not message.may_be_answered:
        return charged(fast, written.spent)
    if written.how == "not answered":
        if _quoted_for_safety(task):
            return charged(fast, written.spent)
        reply, _ = writing.compose(_without_passages(task), route.changed(reply_with=INSTEAD))
        return _made(reply.changed(reply_with=INSTEAD), written)
    return _made(_replaced(task, fast, written, before, after), written)


def _replaced(task: AgentTask, fast: ResponseFinding, written: Written, before: str, after: str) -> ResponseFinding:
    """The fast reply with the model's answer in place of its own."""
    passages, text, markers = given(task), written.text, set(cited(written.text))
    apart = "\n\n" if LIMITS[task.channel].has_lists else " "
    if written.how == "part":
        rest = _not_said(quote_of(task, passages[0], beside=len(before + text + after)), text)
        text, markers = (f"{text}{apart}{rest} [1]", markers | {1}) if rest else (text, markers)
    quotes = {marker: quote_of(task, passages[marker - 1]) for marker in sorted(markers)}
    if written.how != "stopped":
        said = text
        for marker, quote in quotes.items():
            passage = passages[marker - 1]
            if missing := left_out(safety_of(quote, passage), passage, said, fast.language):
                text += f"{apart}{' '.join(missing)} [{marker}]"
    whole = before + text + after
    return fast.changed(
        text=whole,
        speech=without_markers(whole),
        stopped=written.how == "stopped",
        citations=tuple(citation(marker, passages[marker - 1], quote) for marker, quote in quotes.items()),
    )


def _quoted_for_safety(task: AgentTask) -> bool:
    """Whether the best passage surely answers, and says how to stay safe: no model's word outweighs that."""
    best = given(task)[0]
    return best.answers >= SURE_ANSWER and bool(safety_of(quote_of(task, best), best))


def _not_said(quote: str, text: str) -> str:
    """The quote without the sentences that stand in the text already; lines stay apart, since rows are lines."""
    said, lines = plain(bare(text)), list[str]()
    for line in quote.split("\n"):
        left = "".join(one for one in sentences(line) if plain(one) not in said)
        if left.strip() or not line:
            lines.append(left.rstrip())
    return "\n".join(lines).strip()


def given(task: AgentTask) -> tuple[Passage, ...]:
    """Return the passages that a model is given, best first.

    What reads like an order to the machine is not among them, however it is wrapped: it is quoted, or nothing is.
    """
    return tuple(one for one in passages_of(task) if not one.suspicious)


def _without_passages(task: AgentTask) -> AgentTask:
    """The task as if nothing had been found, so that the reply says that it is not known."""
    return task.changed(findings=task.findings.changed(knowledge=KnowledgeFinding(passages=())))


def _made(reply: ResponseFinding, written: Written) -> ResponseFinding:
    return charged(reply, written.spent, written.model or "", written.prompt)


def _may_write(task: AgentTask) -> bool:
    """Whether a model writes about this turn: as the tenant says, and never in danger.

    Nor where the best passage is not given to it: from the others it would write a worse answer than the quote.
    """
    use, passages = task.models.response, passages_of(task)
    if use == "off" or not passages or settled(task.findings).level != "harmless":
        return False
    best = passages[0]
    if best.suspicious:
        return False
    sure = best.answers >= SURE_ANSWER and best.language == phrases_in(task.language)[0]
    return use == "always" or not sure
