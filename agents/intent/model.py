"""What a model says that the customer wants, and how that goes into the finding of the fast path."""

from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, create_model

from agents.ask import Question, answered
from agents.intent.catalogue import Intent, read_catalogue
from agents.intent.named import NamedInMessage, with_named
from agents.intent.policy import MODEL_CERTAIN, MODEL_LIKELY, MODEL_QUESTION_CHARS, MODEL_TOKENS
from contracts.base import Strict
from contracts.findings.intent import IntentFinding
from contracts.policy import CERTAIN_INTENT_CONFIDENCE
from contracts.turn import AgentName, AgentTask
from models.client import ModelClient
from models.prompts import Prompt, read_prompt
from models.structured import tool_for
from observe.log import log
from observe.turns import ids

PROMPT: Final = Path(__file__).with_name("prompt.md")
TOOL: Final = "tell_wanted"


class Wanted(Strict):
    """What the customer wants. Nothing has to be said: a model may not be able to tell."""

    question: str = Field(default="", max_length=MODEL_QUESTION_CHARS, description="what is asked, by itself")
    intent: str | None = None
    certain: bool = Field(default=False, description="whether no other intent fits as well")
    slots: tuple[NamedInMessage, ...] = ()


@cache
def wanted_shape() -> type[Wanted]:
    """Return `Wanted` with the intents of the catalogue as the only words for an intent."""
    names = tuple(read_catalogue())
    intent: Any = Literal[names]
    return create_model("Wanted", __base__=Wanted, intent=(intent | None, None))


@cache
def wanted_prompt() -> Prompt:
    """Return the prompt with the intents of the catalogue in it."""
    lines = "\n".join(f"- {entry.name}: {entry.description}" for entry in read_catalogue().values())
    return read_prompt(PROMPT).filled(intents=lines)


@cache
def wanted_question() -> Question[Wanted]:
    """Return what a model is asked. Raises `ConfigurationError` if the prompt is missing."""
    prompt, shape = wanted_prompt(), wanted_shape()
    tool = tool_for(TOOL, "Tell what the customer wants.", shape)
    return Question(AgentName.INTENT, prompt.version, prompt.text, tool, shape, MODEL_TOKENS)


def asked(task: AgentTask, finding: IntentFinding, client: ModelClient) -> IntentFinding:
    """Return the finding with what a model says of the message; as it is, and what was spent, where none answers."""
    return answered(task, finding, wanted_question(), client, with_wanted)


def with_wanted(task: AgentTask, finding: IntentFinding | None, wanted: Wanted) -> IntentFinding | None:
    """Return the finding with what a model says; None where neither found anything.

    Its intent leads where the fast path is not certain of another one, and never in place of an emergency. Where the
    two differ the turn is logged: people may label it, and training may learn from it.
    """
    sure = MODEL_CERTAIN if wanted.certain else MODEL_LIKELY
    entry = None if wanted.intent is None else read_catalogue()[wanted.intent]
    if finding is None:
        return None if entry is None else _of(entry, sure).changed(question=wanted.question or None)
    slots = with_named(task.text, finding.slots, wanted.slots)
    found = finding.changed(question=wanted.question or None, slots=slots, confidence_alone=finding.confidence)
    if entry is None:
        return found
    if finding.intent == entry.name:
        return found.changed(confidence=max(finding.confidence, sure))
    leads = finding.confidence < CERTAIN_INTENT_CONFIDENCE and finding.handled_by != "emergency"
    _log_difference(task, finding, entry, leads=leads)
    return _led_by(entry, found, sure) if leads else found


def _of(entry: Intent, confidence: float) -> IntentFinding:
    return IntentFinding(confidence=confidence, confidence_alone=0.0, **_told_by(entry))


def _led_by(entry: Intent, found: IntentFinding, confidence: float) -> IntentFinding:
    """The finding with another intent, which is named once: no reply offers it beside itself."""
    return found.changed(
        confidence=confidence,
        follow_up=False,
        alternatives=tuple(other for other in found.alternatives if other.intent != entry.name),
        further_intents=tuple(other for other in found.further_intents if other.intent != entry.name),
        **_told_by(entry),
    )


def _told_by(entry: Intent) -> dict[str, Any]:
    """What a finding takes from the catalogue."""
    return {
        "intent": entry.name,
        "owner": entry.owner,
        "handled_by": entry.handled_by,
        "urgency": entry.urgency,
    }


def _log_difference(task: AgentTask, finding: IntentFinding, entry: Intent, *, leads: bool) -> None:
    log(
        "info",
        "paths differ",
        {
            "agent": AgentName.INTENT,
            **ids(task),
            "intent": finding.intent,
            "confidence": finding.confidence,
            "intent_of_model": entry.name,
            "outcome": "bedrock" if leads else "fast",
        },
    )
