"""From a message to an intent: sentence vectors and a trained head."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from agents.agent import Agent
from agents.intent.catalogue import Intent, read_catalogue
from agents.intent.policy import ALTERNATIVE_INTENTS, WORDLESS_CONFIDENCE
from agents.intent.requests import requests
from agents.intent.slots import find_slots
from contracts.errors import ConfigurationError
from contracts.findings import IntentFinding, ScoredIntent
from contracts.turn import AgentTask
from encoder import Encoder, Vector, vector_of
from encoder.folders import file_for
from encoder.head import LinearHead, load_head
from languages.ngrams import ngrams
from vehicles.lights_meant import lights_meant

HEADS: Final = Path(__file__).with_name("heads")
FOLLOW_UP: Final = "follow_up"
"""The head's own class for messages that mean what the turn before meant; never the intent of a finding."""
WARNING_LIGHT: Final = "warning_light"
RETRAIN: Final = "python -m training intent"


def head_file(encoder: str) -> Path:
    """Return where the head for an encoder lies."""
    return file_for(HEADS, encoder, "intent.npz")


def load(encoder: Encoder) -> Agent:
    """Return the agent, ready to run.

    Raises `ConfigurationError` if its head does not fit the encoder, or the catalogue does not fit the head.
    """
    head, catalogue = load_head(head_file(encoder.name), encoder.name, RETRAIN), read_catalogue()
    unknown = set(head.labels) - catalogue.keys() - {FOLLOW_UP}
    if unknown:
        raise ConfigurationError(f"the catalogue of intents lacks {', '.join(sorted(unknown))}, which the head knows")

    def find(task: AgentTask) -> IntentFinding:
        if lights_meant(task.text, task.language, task.dialogue.asked_light).answers:
            return answer_about_light(catalogue)
        finding = classify(task.text, vector_of(task, encoder), head, catalogue, task.dialogue.last_intent)
        finding = with_requests(finding, requests(task.text, encoder, head, catalogue), catalogue)
        slots = find_slots(task.text, task.language, datetime.now(UTC).date())
        return finding.changed(slots=slots)

    return find


def answer_about_light(catalogue: dict[str, Intent]) -> IntentFinding:
    """What "the red one" wants after the reply asked which colour a warning light has: no head has to tell."""
    entry = catalogue[WARNING_LIGHT]
    return IntentFinding(
        intent=WARNING_LIGHT,
        confidence=1.0,
        follow_up=True,
        owner=entry.owner,
        handled_by=entry.handled_by,
        urgency=entry.urgency,
    )


def classify(
    text: str, vector: Vector, head: LinearHead, catalogue: dict[str, Intent], before: str | None
) -> IntentFinding:
    """The most probable intent of a message, and its runners-up.

    `before` is what the customer wanted in the turn before. The probability of a follow-up belongs to that intent;
    where there is none it is nobody's, so that the reply asks.
    """
    found = head.probabilities(vector, ngrams(text))
    follows = found.pop(FOLLOW_UP, 0.0)
    if before in catalogue:
        found[before] = found.get(before, 0.0) + follows
    best, *others = (
        ScoredIntent(intent=name, confidence=min(1.0, share))
        for name, share in sorted(found.items(), key=lambda item: -item[1])
    )
    if not any(character.isalpha() for character in text):
        best = best.changed(confidence=min(best.confidence, WORDLESS_CONFIDENCE))
    entry = catalogue[best.intent]
    return IntentFinding(
        intent=best.intent,
        confidence=best.confidence,
        alternatives=tuple(others[:ALTERNATIVE_INTENTS]),
        follow_up=before in catalogue and best.intent == before and follows >= best.confidence / 2,
        owner=entry.owner,
        handled_by=entry.handled_by,
        urgency=entry.urgency,
        model=f"{head.encoder}/intent",
    )


def with_requests(finding: IntentFinding, asked: Sequence[ScoredIntent], catalogue: dict[str, Intent]) -> IntentFinding:
    """The finding with what single clauses ask for; the surest of them leads where the whole message is less sure.

    A danger gives way to nothing: a clear question beside it does not make it less of one.
    """
    surest = max(asked, key=lambda request: request.confidence, default=None)
    lead = finding.intent
    others = {request.intent for request in asked} - {surest.intent if surest else None}
    replaceable = finding.handled_by != "emergency" and lead not in others
    if surest and surest.confidence > finding.confidence and replaceable:
        lead = surest.intent
        entry = catalogue[lead].model_dump(include={"owner", "handled_by", "urgency"})
        finding = finding.changed(intent=lead, confidence=surest.confidence, follow_up=False, **entry)
    return finding.changed(further_intents=tuple(request for request in asked if request.intent != lead))
