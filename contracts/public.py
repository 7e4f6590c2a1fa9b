"""What leaves the house: these models name every field that a customer is told, so that none is added by itself."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal, Self

from contracts.base import Strict
from contracts.findings.finding import Path
from contracts.findings.response import Citation, Reply
from contracts.findings.routing import ReplyWith, RouteKind, RoutingFinding
from contracts.turn import AnalysisFindings, Missing, Timing, TurnAnswer

ReplyKind = Literal["answer", "question", "phrase", "hand_over", "emergency", "quiet"]
"""`quiet`: a person has the conversation and will answer, so that there is nothing to show."""
EventKind = Literal["joined", "left", "transferred", "bot_again", "finished"]
"""A person joined; gave the conversation back to the line; handed it to another queue or person; the customer is with
the bot again, as they wished; a person has finished."""
REPLY_KINDS: Final[Mapping[ReplyWith, ReplyKind]] = MappingProxyType(
    {
        "passages": "answer",
        "record": "answer",
        "clarify": "question",
        "ask_light": "question",
        "ask_topic": "question",
        "confirm_release": "question",
        "phrase": "phrase",
        "release": "phrase",
        "hand_over": "hand_over",
        "emergency": "emergency",
    }
)
"""What a reply is to its customer, by how the route had it made."""


class PublicRoute(Strict):
    """Where the turn went."""

    kind: RouteKind
    queue: str | None
    """The queue in which the conversation waits for a person, where it does."""

    @classmethod
    def of(cls, answer: TurnAnswer) -> Self:
        """Return where an answer went; a quiet one went to the person who has the conversation, and to no queue."""
        return cls(kind="answer", queue=None) if answer.quiet else cls(kind=answer.route.kind, queue=answer.route.queue)


class WaitTold(Strict):
    """How long somebody will wait, as they are told, in whole units; from 0 to 1 is less than 1."""

    low: int
    high: int
    unit: Literal["minutes", "hours"]


class Waiting(Strict):
    """Where somebody stands who waits for a person."""

    place: int
    """1 is next."""
    wait: WaitTold | None = None
    """Null where it cannot be said: too little is known, or nobody is there to take it."""
    opens_at: datetime | None = None
    """When somebody is there again, where nobody is now."""


class PublicReply(Strict):
    """What the customer sees or hears."""

    kind: ReplyKind
    text: str
    """Plain text; never HTML. Citation markers look like [1]."""
    language: str
    speech: str
    """The same without markers, for a voice."""
    citations: tuple[Citation, ...]
    suggestions: tuple[str, ...]
    """Things the customer may want to say next, ready to send."""
    actions: tuple[str, ...]
    """Actions that were taken or prepared; empty until an action agent exists."""
    stopped: bool
    """Whether the customer stopped it while it was written: of the answer it holds what they had been shown."""

    @classmethod
    def of(cls, answer: TurnAnswer) -> Self:
        """Return what a customer is told of the reply of an answer: of a quiet one nothing."""
        reply = Reply(text="", speech="", language=answer.reply.language) if answer.quiet else answer.reply
        return cls(
            kind="quiet" if answer.quiet else REPLY_KINDS[answer.route.reply_with],
            text=reply.text,
            language=reply.language,
            speech=reply.speech,
            citations=reply.citations,
            suggestions=reply.suggestions,
            actions=reply.actions,
            stopped=reply.stopped,
        )


class PublicAnswer(Strict):
    """The answer to a turn, as its customer gets it."""

    turn_id: str
    conversation_id: str
    reply: PublicReply
    route: PublicRoute
    path: Path
    trace_id: str
    """Finds the turn in the logs."""

    @classmethod
    def of(cls, answer: TurnAnswer) -> Self:
        """Return what a customer is told of a stored answer."""
        return cls(
            turn_id=answer.turn_id,
            conversation_id=answer.conversation_id,
            reply=PublicReply.of(answer),
            route=PublicRoute.of(answer),
            path=answer.path,
            trace_id=answer.trace_id,
        )


class FullAnswer(Strict):
    """The answer to a turn with all that was found, for those who have the scope `findings`."""

    turn_id: str
    conversation_id: str
    reply: PublicReply
    route: RoutingFinding
    findings: AnalysisFindings
    missing: tuple[Missing, ...]
    timing_ms: Timing
    cost_usd: float
    """What models cost."""
    prompts: tuple[str, ...]
    """Names and versions of the prompts that models answered."""
    cost_usd_by_agent: Mapping[str, float]
    """The same of each agent that asked one. What two asked in one call stands with the first of them."""
    budget_usd: float | None
    """The most that models might have cost."""
    path: Path
    quiet: bool
    """Whether a person had the conversation, so that the reply was for them alone."""
    trace_id: str
    """Finds the turn in the logs."""

    @classmethod
    def of(cls, answer: TurnAnswer) -> Self:
        """Return a stored answer whole, but for the reply of a quiet one: this is for the customer's side."""
        return cls(
            turn_id=answer.turn_id,
            conversation_id=answer.conversation_id,
            reply=PublicReply.of(answer),
            route=answer.route,
            findings=answer.findings,
            missing=answer.missing,
            timing_ms=answer.timing_ms,
            cost_usd=answer.cost_usd,
            prompts=answer.prompts,
            cost_usd_by_agent=answer.cost_usd_by_agent,
            budget_usd=answer.budget_usd,
            path=answer.path,
            quiet=answer.quiet,
            trace_id=answer.trace_id,
        )


class TranscriptEntry(Strict):
    """One message of a transcript."""

    turn_id: str
    author: Literal["customer", "bot", "person", "event"]
    """`event`: nobody wrote it, something happened: see `event`."""
    text: str
    created_at: datetime
    client_turn_id: str | None = None
    name: str | None = None
    """Of the person who wrote it, or whom it tells of."""
    event: EventKind | None = None
    """What happened; its text says it in the conversation's language."""
    kind: ReplyKind | None = None
    """What kind of reply it is; null for what a customer or a person wrote, and for replies that do not say."""
    route: PublicRoute | None = None
    """Where the turn went, with a reply."""
    language: str | None = None
    """What a reply is in, ISO 639-1."""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    stopped: bool = False
    """Whether a reply was stopped by its customer while it was written."""
    seq: int | None = None
    """Its position in the conversation, from 1 without gaps; null where it was stored before entries had one."""
