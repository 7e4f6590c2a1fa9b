"""One customer turn: what comes in, what travels to the agents, what goes back."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field

from contracts.base import Strict, Tolerant
from contracts.channel import DEFAULT_CHANNEL, Channel, SentChannel
from contracts.findings.danger import DangerFinding
from contracts.findings.finding import Path
from contracts.findings.intent import IntentFinding
from contracts.findings.knowledge import KnowledgeFinding
from contracts.findings.of_turn import Findings
from contracts.findings.personalization import PersonalizationFinding
from contracts.findings.response import Reply
from contracts.findings.routing import RoutingFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.models import NO_MODELS, ModelPolicy
from contracts.policy import MAX_CLIENT_TURN_ID_CHARS, MAX_TEXT_CHARS
from contracts.session import Dialogue
from contracts.tenant import Contact
from contracts.unknown import UNREADABLE_IS_NONE, unknown_is


class AgentName(StrEnum):
    """The agents of a turn. The same word names the folder, the graph node, the function and the metric."""

    INTENT = "intent"
    SENTIMENT = "sentiment"
    KNOWLEDGE = "knowledge"
    PERSONALIZATION = "personalization"
    ROUTING = "routing"
    RESPONSE = "response"


def readable(text: str) -> str:
    """Refuse what no customer types: control characters, and the mark left by bytes that were not UTF-8."""
    if "\ufffd" in text:
        raise ValueError("holds bytes that are not valid UTF-8")
    if any((ord(c) < 32 and c not in "\n\r\t") or 127 <= ord(c) < 160 for c in text):
        raise ValueError("holds control characters")
    if not _SEEN.search(text):
        raise ValueError("is empty")
    return text


_UNREADABLE = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd"
_UNSEEN = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)
"""What shows nothing: Unicode's default ignorable characters below U+10000, the empty Braille pattern, and marks of
annotations."""
_SEEN: Final = re.compile(rf"[^\s{_UNSEEN}\U000e0000-\U000e0fff]")
READABLE = rf"^[^{_UNREADABLE}]*[^\s{_UNREADABLE}{_UNSEEN}][^{_UNREADABLE}]*$"
"""The same as a pattern, for the document of the API; here each reason has words of its own."""
Text = Annotated[
    str,
    Field(min_length=1, max_length=MAX_TEXT_CHARS, json_schema_extra={"pattern": READABLE}),
    AfterValidator(readable),
]


class TurnRequest(Strict):
    """Body of `POST /conversations/{id}/turns`."""

    text: Text
    """Plain text. HTML in it is kept and shown as typed, never interpreted."""
    client_turn_id: str = Field(pattern=r"^[A-Za-z0-9._:-]+$", min_length=1, max_length=MAX_CLIENT_TURN_ID_CHARS)
    """Chosen by the client, once a message; sending it again returns the same reply."""
    channel: Channel = DEFAULT_CHANNEL
    """How the reply reaches the customer: on a screen (`chat`), or read aloud (`speech`), as to somebody who drives.
    A reply to be read aloud is short, in whole sentences and without lists; warnings are never left out."""


class SentenceVector(Tolerant):
    """The turn's text as vectors, made once and shared. An agent uses them only if its own encoder made them."""

    encoder: str
    """Name of the encoder, including the model."""
    windows: int = Field(default=1, ge=1)
    """Parts of the text that were encoded, one row each."""
    data: str
    """Base64 of little-endian 32-bit floats, row by row."""
    lower: str = ""
    """The same of the model's lower layers, window by window; empty if the encoder shows none."""


class AgentTask(Tolerant):
    """What an agent is given. Only `text` is needed: every agent can be tried alone."""

    text: str
    meant: str | None = None
    """What the text says was meant instead: "the parts desk", of "no, I meant the parts desk"."""
    language: str = "en"
    """What the customer is answered in."""
    foreign_language: str | None = None
    """What the message is in, if nobody answers in that."""
    tenant: str = "demo"
    conversation_id: str = ""
    turn_id: str = ""
    trace_id: str = ""
    customer_id: str | None = None
    country: str | None = None
    """The customer's, ISO 3166-1 alpha-2: which market's documents may answer."""
    contacts: Mapping[str, Contact] = {}
    """How customers reach people, by queue: see `contracts/tenant.py`."""
    models: ModelPolicy = NO_MODELS
    """Which agents ask a model about this turn, where they have one."""
    usd_left: float | None = Field(default=None, ge=0)
    """The most that models may cost for what is asked here; None: what the tenant's policy allows for the turn."""
    vector: SentenceVector | None = None
    dialogue: Dialogue = Field(default_factory=Dialogue)
    findings: Findings = Field(default_factory=Findings)
    channel: SentChannel = DEFAULT_CHANNEL
    """Through which the reply reaches the customer."""
    live: bool = False
    """Whether somebody follows the conversation live, to whom the reply may be shown while it is being written."""
    time_left_ms: int | None = Field(default=None, ge=0)
    """How long the supervisor waits for the finding, milliseconds from the moment it sent the task; None: no limit."""
    sent_at_ms: int | None = None
    """When it sent the task, milliseconds since 1970: a function that has to start first has less time."""

    def as_meant(self) -> Self:
        """The task, with what was meant in the place of the text; as it is where the text corrects nothing."""
        return self if self.meant is None else self.changed(text=self.meant, vector=None)


class Missing(Tolerant):
    """An agent that was left out of a turn, and why."""

    agent: str
    reason: str


class Timing(Tolerant):
    """Milliseconds: the whole turn, and each step as the supervisor waited for it."""

    total: float
    agents: dict[str, float]


class AnalysisFindings(Tolerant):
    """The findings that a turn's answer shows. Routing and response stand beside them as `route` and `reply`."""

    danger: Annotated[DangerFinding | None, UNREADABLE_IS_NONE] = None
    """Judged from the words, before any agent was asked."""
    intent: Annotated[IntentFinding | None, UNREADABLE_IS_NONE] = None
    sentiment: Annotated[SentimentFinding | None, UNREADABLE_IS_NONE] = None
    knowledge: Annotated[KnowledgeFinding | None, UNREADABLE_IS_NONE] = None
    personalization: Annotated[PersonalizationFinding | None, UNREADABLE_IS_NONE] = None


class TurnAnswer(Tolerant):
    """The answer to a turn, whole, as it is stored. What leaves the house of it: `contracts/public.py`."""

    turn_id: str
    conversation_id: str
    reply: Reply
    route: RoutingFinding
    findings: AnalysisFindings
    missing: tuple[Missing, ...] = ()
    timing_ms: Timing
    cost_usd: float = 0.0
    """What models cost."""
    prompts: tuple[str, ...] = ()
    """Names and versions of the prompts that models answered."""
    cost_usd_by_agent: Mapping[str, float] = {}
    """The same of each that asked one. What two asked in one call stands with the first of them."""
    budget_usd: float | None = None
    """The most that they might have cost, as the tenant says; None in answers of before there was a budget."""
    path: Annotated[Path, unknown_is("fast", Path)] = "fast"
    quiet: bool = False
    """Whether a person held the conversation, so that the reply is a suggestion to them and was not shown."""
    trace_id: str
