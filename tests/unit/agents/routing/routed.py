"""Findings as the catalogue and the models would give them, and where routing sends them."""

from typing import Any

from agents.intent.catalogue import read_catalogue
from agents.routing import load
from contracts.findings.intent import IntentFinding, ScoredIntent
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.session import Dialogue
from tests.unit.builders import intent, knowledge, passage, sentiment, task


def urgent_help(**changes: Any) -> IntentFinding:
    return intent("roadside_assistance", owner="roadside", handled_by="person", urgency=0.85, **changes)


def wish(name: str, handled_by: Any = "phrase", confidence: float = 0.9, more: tuple[str, ...] = ()) -> IntentFinding:
    """An intent of the catalogue's own owner and urgency, with further requests."""
    entry = read_catalogue()[name]
    assert entry.handled_by == handled_by
    found = intent(name, confidence=confidence, owner=entry.owner, handled_by=entry.handled_by, urgency=entry.urgency)
    return found.changed(further_intents=tuple(ScoredIntent(intent=other, confidence=0.7) for other in more))


def mood(score: float, emotion: str, danger: str | None = None) -> SentimentFinding:
    """A mood whose name fits its score."""
    name = "positive" if score > 0.3 else "negative" if score < -0.3 else "neutral"
    return sentiment(score, danger=danger, urgency=0.6 if danger else 0.1).changed(sentiment=name, emotion=emotion)


CALM, GLAD, ANGRY = mood(0.1, "optimism"), mood(0.8, "joy"), mood(-0.8, "anger")
STRONG = knowledge(passage(answers=0.9))
WEAK = knowledge(passage(answers=0.3))


def decided(text: str = "a message", dialogue: Dialogue | None = None, **found: Any) -> RoutingFinding:
    route = load()(task(text, dialogue=dialogue or Dialogue(), **found))
    assert isinstance(route, RoutingFinding)
    return route
