"""The findings of one turn."""

from typing import Annotated

from contracts.base import Tolerant
from contracts.findings.danger import DangerFinding
from contracts.findings.intent import IntentFinding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.personalization import PersonalizationFinding
from contracts.findings.response import ResponseFinding
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.unknown import UNREADABLE_IS_NONE


class Findings(Tolerant):
    """The findings of one turn so far. An agent that is missing left None, and so did one whose finding is broken."""

    danger: Annotated[DangerFinding | None, UNREADABLE_IS_NONE] = None
    """Judged from the words, before any agent was asked."""
    intent: Annotated[IntentFinding | None, UNREADABLE_IS_NONE] = None
    sentiment: Annotated[SentimentFinding | None, UNREADABLE_IS_NONE] = None
    knowledge: Annotated[KnowledgeFinding | None, UNREADABLE_IS_NONE] = None
    personalization: Annotated[PersonalizationFinding | None, UNREADABLE_IS_NONE] = None
    routing: Annotated[RoutingFinding | None, UNREADABLE_IS_NONE] = None
    response: Annotated[ResponseFinding | None, UNREADABLE_IS_NONE] = None
