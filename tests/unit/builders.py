"""Small, valid objects to test with. Each takes only what the test is about."""

from datetime import UTC, date, datetime
from typing import Any, Literal

from contracts.customer import Customer, Vehicle
from contracts.findings.intent import HandledBy, IntentFinding, ScoredIntent
from contracts.findings.knowledge import KnowledgeFinding, Passage
from contracts.findings.of_turn import Findings
from contracts.findings.personalization import PersonalizationFinding
from contracts.findings.response import Reply, ResponseFinding
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.session import Dialogue, Session
from contracts.turn import AgentTask, AnalysisFindings, Timing, TurnAnswer
from knowledge.units import passage_text, units_of
from store.turns import Settle, Settled

BRAKES = (
    "The red brake light means a fault. If it stays on, stop as soon as it is safe.\n\n1. Slow down.\n2. Pull over."
)


def intent(
    name: str = "warning_light",
    *,
    confidence: float = 0.9,
    owner: str = "service_desk",
    handled_by: HandledBy = "knowledge",
    urgency: float = 0.5,
    others: tuple[str, ...] = (),
) -> IntentFinding:
    """What the customer wants."""
    return IntentFinding(
        intent=name,
        confidence=confidence,
        owner=owner,
        handled_by=handled_by,
        urgency=urgency,
        alternatives=tuple(ScoredIntent(intent=other, confidence=0.01) for other in others),
    )


def sentiment(
    score: float = 0.0, *, danger: str | None = None, unsure: bool = False, urgency: float = 0.0
) -> SentimentFinding:
    """How the customer feels; `danger` is the kind of danger."""
    mood: Literal["negative", "neutral"] = "negative" if score < 0 else "neutral"
    return SentimentFinding(
        sentiment=mood,
        score=score,
        emotion="anger",
        urgency=urgency,
        safety_critical=danger is not None,
        unsure=unsure,
        reason=danger,
    )


def passage(number: int = 1, text: str = BRAKES, **changes: Any) -> Passage:
    """A passage of a page of its own."""
    values: dict[str, Any] = {
        "id": f"page-{number}#1",
        "title": f"Page {number}",
        "section": f"Section {number}",
        "score": 1.0,
        "similarity": 0.9,
        "answers": 0.9,
        "source": f"page-{number}.md",
        "language": "en",
    }
    said = passage_text(units_of("text", text))
    return Passage.as_written({"text": said.text, "units": said.units} | values | changes)


def knowledge(*passages: Passage) -> KnowledgeFinding:
    """Passages that were found."""
    return KnowledgeFinding(passages=passages, index_version="test")


def routing(reply_with: str = "hand_over", kind: str = "queue", queue: str | None = "service_desk") -> RoutingFinding:
    """A route."""
    return RoutingFinding.as_written(
        {"rule": "test", "kind": kind, "queue": queue, "priority": 3, "reason": "a test", "reply_with": reply_with}
    )


def response(text: str = "Here you are.", language: str = "en") -> ResponseFinding:
    """A reply."""
    return ResponseFinding(text=text, language=language, speech=text)


def person(**changes: Any) -> PersonalizationFinding:
    """A known customer."""
    return PersonalizationFinding.as_written({"identified": True, "first_name": "Alex"} | changes)


def task(text: str = "What does the red light mean?", *, language: str = "en", **changes: Any) -> AgentTask:
    """A task; findings may be given by name, such as `intent=intent()`."""
    findings = {name: changes.pop(name) for name in Findings.model_fields if name in changes}
    return AgentTask(text=text, language=language, findings=Findings(**findings)).changed(**changes)


def vehicle(**changes: Any) -> Vehicle:
    """A Kite with nothing due on 1 June 2026."""
    values: dict[str, Any] = {
        "vin": "XVDKTE58E00000117",
        "model": "Kite",
        "year": 2025,
        "drive": "electric",
        "plate": "DM24 KTE",
        "mileage_km": 5_000,
        "service_interval_months": 24,
        "service_interval_km": 30_000,
        "last_service_on": date(2026, 1, 15),
        "last_service_km": 1_000,
    }
    return Vehicle.as_written(values | changes)


def customer(*vehicles: Vehicle, **changes: Any) -> Customer:
    """A customer of the demo tenant."""
    values: dict[str, Any] = {
        "customer_id": "cust-1",
        "tenant": "demo",
        "first_name": "Alex",
        "last_name": "Marlow",
        "vehicles": vehicles,
    }
    return Customer.as_written(values | changes)


def session(conversation_id: str = "c1", **changes: Any) -> Session:
    """An open session that was never stored."""
    values: dict[str, Any] = {
        "conversation_id": conversation_id,
        "tenant": "demo",
        "token_sha256": "0" * 64,
        "token_expires_at": datetime(2099, 1, 1, tzinfo=UTC),
        "created_at": datetime.now(UTC),
        "dialogue": Dialogue(),
    }
    return Session.as_written(values | changes)


def with_turn(session: Session) -> Session:
    """The session, once it remembers one turn more."""
    dialogue = session.dialogue.changed(turns=session.dialogue.turns + 1)
    return session.changed(dialogue=dialogue)


def settling(answer: TurnAnswer) -> Settle:
    """What is written of an answer, where the session remembers one turn more and nobody waits for a person."""
    return lambda session: Settled(with_turn(session), answer)


def answer(
    text: str = "Here you are.", *, conversation_id: str = "c1", turn_id: str = "t1", **changes: Any
) -> TurnAnswer:
    """An answer to a turn."""
    values: dict[str, Any] = {
        "turn_id": turn_id,
        "conversation_id": conversation_id,
        "reply": Reply(text=text, language="en", speech=text),
        "route": routing("passages", "answer", None),
        "findings": AnalysisFindings(),
        "timing_ms": Timing(total=1.0, agents={}),
        "trace_id": "trace-1",
    }
    return TurnAnswer.as_written(values | changes)
