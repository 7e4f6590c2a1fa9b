"""What still happens when routing or response is missing: a person takes over, and danger is still answered."""

from contracts.findings.danger import DangerFinding
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import RoutingFinding
from contracts.policy import CRISIS_QUEUE, FALLBACK_QUEUE
from contracts.turn import AgentTask
from danger.advice import emergency_text
from danger.numbers import number_to_call
from danger.settle import SELF_HARM, settled
from languages.contact import contact_lines
from languages.phrases import phrases_in


def fallback_route(task: AgentTask, reason: str = "the routing agent is missing") -> RoutingFinding:
    """The route when nobody can answer: to a person, first of all when life may be at stake."""
    judged = settled(task.findings)
    danger = judged.level == "danger"
    return RoutingFinding(
        rule="fallback",
        kind="emergency" if danger else "queue",
        queue=_emergency_queue(judged) if danger else FALLBACK_QUEUE,
        priority=3 if judged.level == "harmless" else 1,
        reason=reason,
        reply_with="emergency" if danger else "hand_over",
    )


def fallback_reply(task: AgentTask, route: RoutingFinding) -> ResponseFinding:
    """The reply when the response agent is missing."""
    used, phrases = phrases_in(task.language)
    if route.kind == "emergency":
        text = emergency_text(task, phrases)
    else:
        unsure = settled(task.findings).level == "unsure"
        said = [phrases.texts["danger_line"].format(number=number_to_call(task, phrases))] if unsure else []
        text = " ".join([*said, phrases.texts["no_answer_hand_over"], *contact_lines(task, route.queue, phrases)])
    return ResponseFinding(text=text, language=used, speech=text)


def _emergency_queue(judged: DangerFinding) -> str:
    return CRISIS_QUEUE if judged.kind == SELF_HARM else "roadside"
