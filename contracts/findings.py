"""What each agent finds. A finding says which path made it, with model, tokens and cost where there are any."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, model_validator

from contracts.base import Tolerant
from contracts.unknown import UNREADABLE_IS_NONE, known_route, unknown_is, without_unknown

Path = Literal["fast", "bedrock"]
Probability = float
Sentiment = Literal["negative", "neutral", "positive"]
Emotion = Literal["anger", "joy", "optimism", "sadness"]
HandledBy = Literal["knowledge", "person", "phrase", "emergency"]
DueKind = Literal["recall", "service", "appointment", "warranty_end", "lease_end", "finance_end", "case", "order"]
Offer = Literal["recall_appointment", "service_appointment", "warranty_extension", "next_vehicle"]
"""The first two are about what is due; the others are marketing."""
RouteKind = Literal["answer", "action", "queue", "emergency"]
ReplyWith = Literal[
    "passages",
    "record",
    "phrase",
    "clarify",
    "ask_light",
    "ask_topic",
    "confirm_release",
    "release",
    "hand_over",
    "emergency",
]
"""`record`: what is recorded of the customer's own; `ask_light`: which colour a warning light has, or if it flashes;
`ask_topic`: which of the passages that may be meant;
`release`: a request that waited is taken back, and `confirm_release` asks whether it is."""
SlotType = Literal["date", "time", "vin", "plate", "mileage", "place", "warning_light", "booking_number", "phone"]
Certainty = Literal["certain", "possible"]
WarningKind = Literal["park_it", "park_outside"]
Unchecked = Literal["recalls", "service_plan"]
DangerLevel = Literal["harmless", "unsure", "danger"]
LightColour = Literal["red", "yellow", "green", "blue"]
"""Amber and orange count as yellow."""
LightState = Literal["steady", "flashing"]


class Finding(Tolerant):
    """What every finding carries."""

    path: Annotated[Path, unknown_is("fast", Path)] = "fast"
    model: str | None = None
    """The Bedrock model that answered, or the trained head that decided."""
    tokens: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0.0, ge=0)


class ScoredIntent(Tolerant):
    """An intent and how probable it is."""

    intent: str
    confidence: Probability = Field(ge=0, le=1)


class Light(Tolerant):
    """A warning light, as far as somebody named it."""

    symbol: str
    """Its key in `vehicles/warning_lights.json`, such as `oil`; `other` for one that stands in no table."""
    colour: Annotated[LightColour | None, unknown_is(None, LightColour)] = None
    state: Annotated[LightState | None, unknown_is(None, LightState)] = None


class Slot(Tolerant):
    """Something a customer named that an action needs: a day, a time, a vehicle, a place, a number."""

    type: SlotType
    text: str
    """The characters of the message, as agents read it (`danger/normalise.py`)."""
    value: str
    """The same in one form, by type: `2026-11-24`, `09:30` (24 hours), a VIN, a plate or a booking number in upper case
    without blanks, whole kilometres, a phone number as E.164, the name of a place, the kind of a warning light."""
    start: int = Field(ge=0)
    end: int
    """Offsets of `text` in the message, characters; `end` is the first one after it."""
    light: Annotated[Light | None, UNREADABLE_IS_NONE] = None
    """Of a warning light: its symbol, and its colour and state where the message says them."""


class IntentFinding(Finding):
    """What the customer wants, with the intent's catalogue entry: who owns it, how it is handled, how urgent it is."""

    intent: str
    confidence: Probability = Field(ge=0, le=1)
    alternatives: tuple[ScoredIntent, ...] = ()
    further_intents: tuple[ScoredIntent, ...] = Field(
        default=(), validation_alias=AliasChoices("further_intents", "also")
    )
    """Further requests in the same message, in their order; findings of before December 2026 call them `also`."""
    follow_up: bool = False
    """Whether the message only means something after the turn before, whose intent it then has."""
    answers_question: bool = False
    """Whether it answers what the reply before asked, and nothing besides: "the brake one" is a light, no danger."""
    slots: Annotated[tuple[Slot, ...], without_unknown(SlotType, "type")] = ()
    """Dates, plates and the like that the message names, in its order."""
    owner: str
    handled_by: Annotated[HandledBy, unknown_is("person", HandledBy)]
    """A way that this version does not know is handed to a person, who can do anything."""
    urgency: float = Field(ge=0, le=1)


class DangerFinding(Finding):
    """Whether somebody's life is at stake."""

    level: Annotated[DangerLevel, unknown_is("unsure", DangerLevel)]
    """`unsure` where danger is not ruled out: a short question settles it."""
    probability: Probability = Field(ge=0, le=1)
    kind: str | None = None
    """What threatens, such as `brakes`; `unclear` where no kind stands out; None where nobody looked."""


class SentimentFinding(Finding):
    """How the customer feels, how urgent it sounds, and whether life is at stake."""

    sentiment: Annotated[Sentiment, unknown_is("neutral", Sentiment)]
    score: float = Field(ge=-1, le=1)
    """Probability of positive minus probability of negative."""
    trend: float = Field(default=0.0, ge=-2, le=2)
    """How much better (or, below 0, worse) this turn sounds than the conversation so far; 0 on the first turn."""
    emotion: Annotated[Emotion | None, unknown_is(None, Emotion)]
    """None for one that this version does not know."""
    urgency: float = Field(ge=0, le=1)
    danger: Probability | None = Field(default=None, ge=0, le=1)
    """How likely life is at stake; None in findings of before this was said."""
    safety_critical: bool
    unsure: bool = False
    """Where it is not `safety_critical`: whether danger is not ruled out."""
    reason: str | None = None
    """When `safety_critical`: the kind of danger, such as `brakes`, or `unclear`."""


UnitKind = Literal["sentence", "step", "item", "row", "line"]
"""A step has a number, an item has none; a row is one of a table, with its headings; a line is one of code."""


class Unit(Tolerant):
    """What an answer takes whole or not at all: `text[start:end]` of its passage."""

    kind: Annotated[UnitKind, unknown_is("sentence", UnitKind)]
    start: int
    end: int


class Topic(Tolerant):
    """What a passage is about, and for whom."""

    id: str
    section: str
    """Heading of the section the text stands under."""
    language: str
    answers: Probability = Field(default=0.5, ge=0, le=1)
    """How probable it is that the passage answers the question. Findings of before December 2026 do not say: what they
    hold was found to answer."""
    models: tuple[str, ...] = ()
    """Models it applies to; none means all."""
    year_from: int | None = None
    year_to: int | None = None
    """First and last model year it applies to."""


class Passage(Topic):
    """A piece of a document that can be cited."""

    title: str
    """Title of the page."""
    text: str
    """What it says, plain. Before items and rows stands a dash, before steps their number."""
    units: tuple[Unit, ...] = ()
    """What `text` is made of, in order."""
    score: float
    """Rank score: the cosine, a share for the words of the question that the passage covers, and a little for other
    passages of the page that the last answer quoted. Higher is better."""
    similarity: float
    """Cosine between question and passage, -1..1. It means something beside others of the same encoder only."""
    best_part: str = ""
    """The part of `text` that is most like the question; empty where the text is short."""
    source: str
    """Path of the document in the knowledge base."""
    page: int | None = None
    """Page of the document it starts on, from 1, where the format has pages."""


class KnowledgeFinding(Finding):
    """Passages that answer, best first; none when nothing answers well enough."""

    passages: tuple[Passage, ...]
    """No default: what is no finding at all must not read as one that found nothing."""
    near: tuple[Topic, ...] = ()
    """What may be meant besides, likeliest first."""
    question: str | None = None
    """What was answered, as a question that stands by itself; None where nothing was."""
    models: tuple[str, ...] = ()
    """Models that the question names; the passages are about these, or about all."""
    lights: tuple[Light, ...] = ()
    """Warning lights that the question names, or that an answer to a question asked back is about; the passages are
    about these, or about none."""
    index_version: str | None = None


class DueItem(Tolerant):
    """Something that is due, or open: on a vehicle of the customer, or between them and the dealer."""

    kind: DueKind
    model: str | None = None
    """Model of the vehicle it is about; None where it is about none."""
    detail: str | None = None
    """What it is about: recalled parts, jobs of a service plan, a site, the subject of a case, what was ordered."""
    tasks: tuple[str, ...] = ()
    """The jobs by the plan's own names for them, the leading one first. Empty where no plan is known."""
    reference: str | None = None
    """Number of the recall, appointment, contract, case or order."""
    due_on: date | None = None
    at: time | None = None
    """Time of day of an appointment, where the site is."""
    due_at_km: int | None = None
    overdue: bool = False
    """Never true of what is only `possible`."""
    certainty: Annotated[Certainty, unknown_is("possible", Certainty)] = "certain"
    """`possible`: a recall that only a check of the VIN can tell, or work of which nobody knows whether it was done."""
    warning: Annotated[WarningKind | None, unknown_is("park_it", WarningKind)] = None
    """What a recall asks until it is repaired: do not drive, or park away from buildings. An unknown warning
    counts as the most careful one."""
    source: str = "vehicle record"
    """Where the fact stands, such as `service plan veldra-2026` or `recall VD-26-03`."""
    demo: bool = False
    """True for made-up records."""


class VehicleSummary(Tolerant):
    """A vehicle of the customer, without VIN and plate."""

    number: int = Field(default=0, ge=0)
    """Its place among the customer's vehicles, from 0: how a dialogue remembers it."""
    make: str | None = None
    model: str
    year: int
    drive: str
    mileage_km: int
    last_service_on: date | None = None
    last_service_km: int | None = None
    source: str = "vehicle record"


class PersonalizationFinding(Finding):
    """What is known about the customer that may shape the reply."""

    identified: bool = Field(validation_alias=AliasChoices("identified", "known"))
    """False for an anonymous visitor; every other field is then empty.

    Findings of before December 2026 call it `known`."""
    first_name: str | None = None
    language: str | None = None
    country: str | None = None
    preferred_dealer: str | None = None
    preferred_channel: str | None = None
    vehicle: VehicleSummary | None = None
    """The vehicle that is meant; None where a guess could be wrong."""
    choices: tuple[VehicleSummary, ...] = ()
    """The vehicles that may be meant, when it is not known which."""
    vehicles: tuple[VehicleSummary, ...] = ()
    """All vehicles of the customer."""
    due: Annotated[tuple[DueItem, ...], without_unknown(DueKind, "kind")] = ()
    """What is due or open, warnings first. Certain recalls of every vehicle; else only what is about the one meant."""
    on_record: Annotated[tuple[DueItem, ...], without_unknown(DueKind, "kind")] = ()
    """What is recorded besides and told to who asks: dates that are far off or past, and what is booked or signed for
    vehicles other than the one meant."""
    others_vehicle: bool = False
    """A plate or VIN was named that none of the customer's vehicles has; then no vehicle of theirs is meant."""
    somebody_else: bool = False
    """What belongs to another person is spoken of, who drives none of the customer's vehicles; none is meant then."""
    may_say: Annotated[tuple[DueKind, ...], without_unknown(DueKind)] = ()
    """What may be brought up unasked: recalls always, reminders with consent. Who asks is told everything in `due`."""
    may_offer: Annotated[tuple[Offer, ...], without_unknown(Offer)] = ()
    """What may be offered now: there is a reason, and the customer consented where consent is needed.

    An answer that tells what is due suggests it."""
    unchecked: Annotated[tuple[Unchecked, ...], without_unknown(Unchecked)] = ()
    """What could not be looked up: that `due` names none of it does not mean that there is none."""
    source: str | None = None
    """Where name, language and preferences stand."""
    demo: bool = False
    """True for a made-up customer."""


class RunnerUp(Tolerant):
    """The route that would have been next best."""

    _known = model_validator(mode="before")(known_route(RouteKind, ReplyWith))

    rule: str
    kind: RouteKind
    queue: str | None = None
    reason: str
    confidence: Probability | None = Field(default=None, ge=0, le=1)


class RoutingFinding(Finding):
    """Where the turn goes, why, and what would have been next best."""

    _known = model_validator(mode="before")(known_route(RouteKind, ReplyWith))

    rule: str
    """Name of the row of the policy table that decided."""
    kind: RouteKind
    queue: str | None = None
    priority: int = Field(ge=1, le=5)
    """1 is served first."""
    reason: str
    confidence: Probability | None = Field(default=None, ge=0, le=1)
    """As sure as the least sure finding that decided; None where no policy judged, as in a fallback."""
    reply_with: ReplyWith
    records: tuple[str, ...] = ()
    """What a reply from the record tells, such as `warranty`: see `languages/topics/records.py`."""
    runner_up: RunnerUp | None = None


class Citation(Tolerant):
    """Where a statement of the reply comes from. `marker` is the number shown in the text, such as 1 for [1]."""

    marker: int = Field(ge=1)
    passage_id: str
    title: str
    section: str
    source: str
    quote: str


class Reply(Tolerant):
    """What the customer sees or hears."""

    text: str
    """Plain text; never HTML. Citation markers look like [1]."""
    language: str
    speech: str
    """The same without markers, for a voice."""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    """Things the customer may want to say next, ready to send."""
    actions: tuple[str, ...] = ()
    """Actions that were taken or prepared; empty until an action agent exists."""


class ResponseFinding(Finding, Reply):
    """The reply, and how it was made."""


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
