"""What a conversation remembers between turns."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.base import Tolerant
from contracts.findings.lights import Light
from contracts.findings.personalization import VehicleSummary
from contracts.findings.routing import ReplyWith
from contracts.models import ModelPolicy
from contracts.policy import ANGRY_SCORE, CRISIS_QUEUE, EMERGENCY_PRIORITY
from contracts.tenant import Contact
from contracts.unknown import UNREADABLE_IS_NONE, unknown_is, without_unknown

Holder = Literal["bot", "queue", "person"]
CallerScope = Literal["findings"]
"""What a caller may see or do besides what all may. `findings`: what was found in a turn, and how it was routed."""


class Dialogue(Tolerant):
    """The state of the dialogue that agents may see and the turn may change."""

    holder: Annotated[Holder, unknown_is("person", Holder)] = "bot"
    """A holder that this version does not know is not the bot, so it counts as a person."""
    queue: str | None = None
    """The queue the conversation waits in, when `holder` is `queue`."""
    priority: int | None = None
    language: str | None = None
    """What the last reply was in; None before the first, which is in the session's language."""
    last_intent: str | None = None
    vehicle: VehicleSummary | None = None
    """The vehicle that was talked about last."""
    mood: float | None = None
    """Sentiment score of the conversation so far, each turn counting twice as much as the one before; None at first."""
    angry_turns: int = 0
    """Angry turns in a row, up to and including the last one."""
    turns: int = 0
    """Answered turns."""
    last_reply: str | None = None
    """What the bot said last, for "say that again"."""
    reply_suspicious: bool = False
    """Whether it quotes a passage that holds what reads like an order to the machine, so no model is given it."""
    last_reply_with: Annotated[ReplyWith | None, unknown_is(None, ReplyWith)] = None
    """How the last turn was answered. A turn that only repeats it does not count, here and in the next two."""
    last_passage: str | None = None
    """Id of the passage that the last answer quoted, until the customer goes on to something else."""
    asked_about: str | None = None
    """Id of the likeliest passage that the last reply asked back about."""
    last_question: str | None = None
    """What that passage, or else the one quoted, answers, as a question that stands by itself."""
    light: Annotated[Light | None, UNREADABLE_IS_NONE] = None
    """The warning light that the last reply was about, or whose colour or state it asked for."""
    records: tuple[str, ...] = ()
    """What the last reply told from the record, or asked which vehicle's."""
    offered: tuple[str, ...] = ()
    """What the last reply suggested to say next, in its order: "the second one" means one of these."""
    safety_asked: bool = False
    """Since the emergency it was asked whether all are safe, and nothing has sounded like danger after that."""
    unanswered: str | None = None
    """Id of the turn whose message was told whom to call and nothing else, while its answer is a button away."""
    stalled_turns: int = 0
    """Turns without progress since the last one that made some."""

    @property
    def rescue(self) -> bool:
        """Whether the conversation waits since an emergency."""
        return self.holder == "queue" and self.priority == EMERGENCY_PRIORITY

    def keeps_place(self, queue: str | None, priority: int) -> bool:
        """Whether the conversation stays where it waits when a turn asks for a queue at this priority.

        Only a more urgent turn moves it: nobody loses their place, or an emergency its rank, by asking something else.
        Who may not want to live is moved to those who can help with that, and stays there.
        """
        if self.holder != "queue" or self.priority is None:
            return False
        return self.queue == CRISIS_QUEUE or (queue != CRISIS_QUEUE and self.priority <= priority)

    def without_emergency(self, turn_id: str) -> Self:
        """The dialogue once its customer said that there is no emergency in the message of this turn.

        Where that message has put the conversation in line nobody is waited for any more.
        """
        if self.unanswered != turn_id:
            return self
        waits = {"holder": "bot", "queue": None, "priority": None} if self.rescue else {}
        return self.changed(unanswered=None, offered=(), **waits)

    def mood_with(self, score: float | None) -> float | None:
        """The mood once a turn with this sentiment score is counted; an unknown score changes nothing."""
        if score is None or self.mood is None:
            return self.mood if score is None else score
        return round((self.mood + score) / 2, 4)

    def angry_turns_with(self, score: float | None) -> int:
        """Angry turns in a row once a turn with this sentiment score is counted; an unknown mood changes nothing."""
        if score is None:
            return self.angry_turns
        return self.angry_turns + 1 if score <= ANGRY_SCORE else 0


class Person(Tolerant):
    """A person of the tenant's staff, as their customer knows them."""

    staff_id: str
    name: str
    """What the customer reads."""


class Session(Tolerant):
    """The live side of a conversation. One record, written with a version condition by the region that holds it."""

    conversation_id: str
    tenant: str
    customer_id: str | None = None
    country: str | None = None
    """The customer's when the conversation began, ISO 3166-1 alpha-2; None where it is unknown."""
    language: str = "en"
    contacts: Mapping[str, Contact] = {}
    """How customers of the tenant reach people, by queue: see `contracts/tenant.py`."""
    models: Annotated[ModelPolicy | None, UNREADABLE_IS_NONE] = None
    """The tenant's policy when the conversation began; None in sessions of before there were models."""
    token_sha256: str
    """SHA-256 of the conversation token; the token itself is never stored."""
    token_expires_at: datetime
    created_at: datetime
    closed_at: datetime | None = None
    scopes: Annotated[tuple[CallerScope, ...], without_unknown(CallerScope)] = ()
    """What whoever holds the token may see besides."""
    dialogue: Dialogue = Field(default_factory=Dialogue)
    region: str | None = None
    """AWS region where the conversation began: its desk serves it. None in sessions of before there was a desk."""
    person: Annotated[Person | None, UNREADABLE_IS_NONE] = None
    """Who answers, while `dialogue.holder` is `person`."""
    episode: int = 1
    """Counts on each time that a person has finished with the conversation: what comes then is a new matter."""
    version: int | None = None
    """None until first stored."""
