"""What still happens when routing or response is missing: a person takes over, and danger is still answered.

These sentences stand here and not with the response agent because they are for the case that it cannot be reached.
"""

from contracts.findings import Findings, ResponseFinding, RoutingFinding
from contracts.policy import FALLBACK_QUEUE

_HAND_OVER = {
    "en": "I cannot answer this right now, so I am passing it to a colleague, who will answer you here.",
    "de": "Das kann ich gerade nicht beantworten. Ich gebe es an eine Kollegin oder einen Kollegen weiter.",
    "fr": "Je ne peux pas répondre pour le moment. Je transmets votre message à un collègue, qui vous répondra ici.",
    "es": "Ahora mismo no puedo responder. Paso su mensaje a un compañero, que le responderá aquí.",
}
_EMERGENCY = {
    "en": "Stop in a safe place and get everyone out of danger. Call 112 now (911 in North America).",
    "de": "Halten Sie an einer sicheren Stelle und bringen Sie alle aus der Gefahr. Rufen Sie jetzt 112 an.",
    "fr": "Arrêtez-vous en lieu sûr et mettez tout le monde à l'abri. Appelez le 112 maintenant.",
    "es": "Pare en un lugar seguro y ponga a todos a salvo. Llame ahora al 112.",
}


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
    used = language if language in _HAND_OVER else "en"
    text = _EMERGENCY[used] if route.kind == "emergency" else _HAND_OVER[used]
    return ResponseFinding(text=text, language=used, speech=text)


def in_danger(findings: Findings) -> bool:
    """Whether any agent that did answer speaks of danger."""
    said_by_sentiment = findings.sentiment is not None and findings.sentiment.safety_critical
    return said_by_sentiment or (findings.intent is not None and findings.intent.handled_by == "emergency")
