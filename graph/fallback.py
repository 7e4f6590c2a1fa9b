"""What still happens when routing or response is missing: a person takes over, and danger is still answered."""

from contracts.findings import Findings, ResponseFinding, RoutingFinding
from contracts.policy import FALLBACK_QUEUE
from languages.phrases import phrases_in


def fallback_route(findings: Findings, reason: str = "the routing agent is missing") -> RoutingFinding:
    """The route when nobody can answer: to a person, first of all when life may be at stake."""
    danger = in_danger(findings)
    return RoutingFinding(
        rule="fallback",
        kind="emergency" if danger else "queue",
        queue="roadside" if danger else FALLBACK_QUEUE,
        priority=1 if danger else 3,
        reason=reason,
        reply_with="emergency" if danger else "hand_over",
    )


def fallback_reply(route: RoutingFinding, language: str) -> ResponseFinding:
    """The reply when the response agent is missing."""
    used, phrases = phrases_in(language)
    text = phrases.texts["no_answer_emergency" if route.kind == "emergency" else "no_answer_hand_over"]
    return ResponseFinding(text=text, language=used, speech=text)


def in_danger(findings: Findings) -> bool:
    """Whether any agent that did answer speaks of danger."""
    said_by_sentiment = findings.sentiment is not None and findings.sentiment.safety_critical
    return said_by_sentiment or (findings.intent is not None and findings.intent.handled_by == "emergency")
