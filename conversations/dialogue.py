"""From the findings of a turn to its answer, and to what the dialogue remembers. Pure."""

import time

from graph.progress import loop_state

from contracts.findings import Finding, Reply, RoutingFinding
from contracts.session import Dialogue
from contracts.turn import AnalysisFindings, Timing, TurnAnswer
from graph.fallback import fallback_reply, fallback_route
from graph.state import TurnState, findings_of


def answer_of(state: TurnState) -> TurnAnswer:
    """The answer of a turn, complete whatever is missing."""
    task, findings = state["task"], findings_of(state)
    route = findings.routing or fallback_route(findings)
    response = findings.response or fallback_reply(route, task.language)
    if findings.response is None and route.reply_with not in ("hand_over", "emergency"):
        # The route promised an answer that nobody could write: the fallback reply promises a person instead.
        route = fallback_route(findings, "the response agent is missing")
    made = [finding for finding in state.get("findings", {}).values() if isinstance(finding, Finding)]
    return TurnAnswer(
        turn_id=task.turn_id,
        conversation_id=task.conversation_id,
        reply=Reply.model_validate(response.model_dump(include=set(Reply.model_fields))),
        route=route,
        findings=AnalysisFindings.model_validate(findings.model_dump(include=set(AnalysisFindings.model_fields))),
        missing=tuple(sorted(state.get("missing", []), key=lambda missing: missing.agent)),
        timing_ms=Timing(total=_since(state["started"]), agents=dict(sorted(state.get("timings", {}).items()))),
        cost_usd=sum(finding.cost_usd for finding in made),
        path="bedrock" if any(finding.path == "bedrock" for finding in made) else "fast",
        trace_id=task.trace_id,
    )


def dialogue_after(before: Dialogue, answer: TurnAnswer) -> Dialogue:
    """What the conversation remembers once `answer` has been given."""
    sentiment, intent, person = answer.findings.sentiment, answer.findings.intent, answer.findings.personalization
    queued = None if before.keeps_place(answer.route.priority) else queue_of(answer.route)
    return before.changed(
        holder="queue" if queued else before.holder,
        queue=queued or before.queue,
        priority=answer.route.priority if queued else before.priority,
        last_intent=intent.intent if intent and intent.handled_by != "phrase" else before.last_intent,
        language=answer.reply.language,
        vehicle=(person.vehicle if person else None) or before.vehicle,
        mood=before.mood_with(sentiment.score if sentiment else None),
        angry_turns=before.angry_turns_with(sentiment.score if sentiment else None),
        turns=before.turns + 1,
        last_reply=answer.reply.text,
        **loop_state(before, answer),
    )


def queue_of(route: RoutingFinding) -> str | None:
    """The queue a turn puts the conversation in, if it does."""
    return route.queue if route.kind in ("queue", "emergency") else None


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 2)
