"""One call to a model about what the fast path is unsure of: what is wanted, and whether life is at stake."""

from collections.abc import Mapping
from typing import Final

from pydantic import create_model

from agents.ask import Question, ask, charged, is_of_model
from agents.guarded import Guarded
from agents.intent.model import Wanted, wanted_question, with_wanted
from agents.sentiment.model import Felt, felt_question, with_felt
from contracts.base import Strict
from contracts.findings.finding import Finding
from contracts.findings.intent import IntentFinding
from contracts.findings.of_turn import Findings
from contracts.models import ModelPolicy
from contracts.policy import LIKELY_INTENT_CONFIDENCE
from contracts.turn import AgentName, AgentTask
from danger.settle import settled
from graph.policy import UNDERSTANDING_TOKENS
from guards.attacks import judge_attack
from models.client import ModelClient
from models.request import Spent
from models.structured import tool_for

UNDERSTAND: Final = "understand"
"""The step, and the name under which its time stands."""
TOOL: Final = "tell_understood"
_BEARERS: Final = (AgentName.INTENT, AgentName.SENTIMENT, "danger")
"""Findings to which a call's cost may be added; the last is always there."""


class Understood(Strict):
    """What a model says of a message."""

    wanted: Wanted
    felt: Felt


class Understanding:
    """Asks a model where agents whose tenant lets them ask when unsure are unsure."""

    def __init__(self, client: ModelClient) -> None:
        judge_attack("")  # weights that are missing are noticed now
        self._client = client
        self._question = understood_question()

    def __call__(self, task: AgentTask) -> Mapping[str, Finding]:
        """Return the findings of intent and sentiment with what a model says.

        None where nothing is in doubt, or the message attacks the machine. Raises `ModelFailed`.
        """
        task = task.as_meant()
        doubtful = in_doubt(task.findings, task.models)
        if not doubtful or not Guarded(task, UNDERSTAND).may_be_read:
            return {}
        understood, spent, model = ask(task, self._question, self._client)
        parts = (
            (AgentName.INTENT, task.models.intent, with_wanted(task, task.findings.intent, understood.wanted)),
            (AgentName.SENTIMENT, task.models.sentiment, with_felt(task, task.findings.sentiment, understood.felt)),
        )
        found = dict[str, Finding]()
        for agent, use, part in parts:
            if use != "off" and part is not None:
                made = is_of_model(part, getattr(task.findings, agent))
                found[agent] = charged(part, Spent(), *((model, self._question.prompt) if made else ()))
        if not found:
            return paid(task.findings, spent)
        first = next(iter(found))  # the one call is paid for once
        return found | {first: charged(found[first], spent)}


def understood_question() -> Question[Understood]:
    """Return what both agents would ask, as one question. Raises `ConfigurationError` if a prompt is missing."""
    wanted, felt = wanted_question(), felt_question()
    shape: type[Understood] = create_model(
        "Understood", __base__=Understood, wanted=(wanted.shape, ...), felt=(felt.shape, ...)
    )
    return Question(
        UNDERSTAND,
        prompt=f"{wanted.prompt}, {felt.prompt}",
        system=f"{wanted.system}\n\n{felt.system}",
        tool=tool_for(TOOL, "Tell what the customer wants and how they feel.", shape),
        shape=shape,
        max_tokens=UNDERSTANDING_TOKENS,
    )


def paid(findings: Findings, spent: Spent) -> Mapping[str, Finding]:
    """Return the finding that bears what was spent on a call of which nothing came: the first that there is."""
    there = dict(findings)
    bearer = next((name for name in _BEARERS if there.get(name) is not None), None)
    return {} if bearer is None else {bearer: charged(there[bearer], spent)}


def in_doubt(findings: Findings, models: ModelPolicy) -> tuple[str, ...]:
    """Return the agents whose findings leave a doubt that a model may settle.

    None where a danger is certain: nobody waits for a model then. A question to which no page was found may have been
    asked in words that mean something only after what was said before.
    """
    if settled(findings).level == "danger":
        return ()
    mood = findings.sentiment
    doubts = {
        AgentName.INTENT: models.intent == "when_unsure" and _is_unclear(findings.intent, findings),
        AgentName.SENTIMENT: models.sentiment == "when_unsure" and (mood is None or mood.unsure),
    }
    return tuple(agent for agent, doubtful in doubts.items() if doubtful)


def _is_unclear(intent: IntentFinding | None, findings: Findings) -> bool:
    if intent is None or intent.confidence < LIKELY_INTENT_CONFIDENCE:
        return True
    found = findings.knowledge
    return intent.handled_by == "knowledge" and found is not None and not found.passages
