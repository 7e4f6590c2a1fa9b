"""What the personalization agent finds: the customer, the vehicle that is meant, and what is due."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AliasChoices, Field

from contracts.base import Tolerant
from contracts.findings.finding import Finding
from contracts.unknown import unknown_is, without_unknown

DueKind = Literal["recall", "service", "appointment", "warranty_end", "lease_end", "finance_end", "case", "order"]
Offer = Literal["recall_appointment", "service_appointment", "warranty_extension", "next_vehicle"]
"""The first two are about what is due; the others are marketing."""
Certainty = Literal["certain", "possible"]
WarningKind = Literal["park_it", "park_outside"]
Unchecked = Literal["recalls", "service_plan"]


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
