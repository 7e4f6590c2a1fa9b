"""What the intent agent finds: what the customer wants, and the days, places and numbers the message names."""

from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from contracts.base import Tolerant
from contracts.findings.finding import Finding, Probability
from contracts.findings.lights import Light
from contracts.unknown import UNREADABLE_IS_NONE, unknown_is, without_unknown

HandledBy = Literal["knowledge", "person", "phrase", "emergency"]
SlotType = Literal["date", "time", "vin", "plate", "mileage", "place", "warning_light", "booking_number", "phone"]


class ScoredIntent(Tolerant):
    """An intent and how probable it is."""

    intent: str
    confidence: Probability = Field(ge=0, le=1)


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
    confidence_alone: Probability | None = Field(default=None, ge=0, le=1)
    """How sure the fast path was of what it found, where a model said more: a model's word lowers no danger."""
    alternatives: tuple[ScoredIntent, ...] = ()
    further_intents: tuple[ScoredIntent, ...] = Field(
        default=(), validation_alias=AliasChoices("further_intents", "also")
    )
    """Further requests in the same message, in their order; findings of before December 2026 call them `also`."""
    follow_up: bool = False
    """Whether the message only means something after the turn before, whose intent it then has."""
    answers_question: bool = False
    """Whether it answers what the reply before asked, and nothing besides: "the brake one" is a light, no danger."""
    question: str | None = None
    """What is asked, as a question that stands by itself, where a model told."""
    slots: Annotated[tuple[Slot, ...], without_unknown(SlotType, "type")] = ()
    """Dates, plates and the like that the message names, in its order."""
    owner: str
    handled_by: Annotated[HandledBy, unknown_is("person", HandledBy)]
    """A way that this version does not know is handed to a person, who can do anything."""
    urgency: float = Field(ge=0, le=1)
