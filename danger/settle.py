"""What all that was found says of danger: words first, refined by the agents that answered. Pure."""

from typing import Final

from contracts.findings import DangerFinding, DangerLevel, Findings, SentimentFinding

SELF_HARM: Final = "self_harm"
"""The kind of danger of somebody who does not want to live."""
_NOT_JUDGED: Final = DangerFinding(level="harmless", probability=0.0)


def settled(findings: Findings) -> DangerFinding:
    """Return the judgement on which a turn is routed. Where the sentiment agent is missing the words stand."""
    mood = findings.sentiment
    if mood is None:
        return findings.danger or _NOT_JUDGED
    return DangerFinding(level=_level(mood), probability=mood.urgency, kind=mood.reason, model=mood.model)


def _level(mood: SentimentFinding) -> DangerLevel:
    if mood.safety_critical:
        return "danger"
    return "unsure" if mood.unsure else "harmless"
