"""Recalls, and whether one is about a given vehicle."""

from datetime import date
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, ValidationInfo, field_validator, model_validator

from contracts.base import Strict, Tolerant
from contracts.errors import InvalidInput
from contracts.unknown import unknown_is
from vehicles.names import same_make, same_model, words
from vehicles.vin import SERIAL, clean_vin

Certainty = Literal["certain", "possible", "none"]
Kind = Literal["vehicle", "equipment", "tyre", "child_seat", "other"]

_SERIAL: Final = r"^[0-9A-HJ-NPR-Z]{6}$"


class SerialRange(Tolerant):
    """A run of VINs: those that fit `prefix` and end in a serial from `first` to `last`, both included."""

    prefix: str = Field(default="", pattern=r"^[0-9A-HJ-NPR-Z*]{0,11}$")
    """First characters of the VIN; * stands for any one, such as the check digit."""
    first: str = Field(default="000000", pattern=_SERIAL)
    last: str = Field(default="ZZZZZZ", pattern=_SERIAL)
    """Positions 12 to 17. Digits come before letters."""

    @model_validator(mode="after")
    def _in_order(self) -> "SerialRange":
        if self.first > self.last:
            raise ValueError("the first serial comes after the last")
        return self

    def holds(self, vin: str) -> bool:
        """Whether a cleaned VIN is in the range."""
        fits = all(wanted in ("*", found) for wanted, found in zip(self.prefix, vin, strict=False))
        return fits and self.first <= vin[SERIAL] <= self.last


class Affected(Tolerant):
    """One model that a recall is about. What is empty or None is not known, and narrows nothing."""

    make: str
    model: str
    years: tuple[int, ...] = ()
    """Model years, ascending."""
    components: tuple[str, ...] = ()
    built_from: date | None = None
    built_until: date | None = None
    """First and last day of manufacture, both included."""
    serials: tuple[SerialRange, ...] = ()
    vins: tuple[str, ...] = ()
    """Vehicles named one by one. Together with `serials` the whole of what is recalled of this model."""
    markets: tuple[str, ...] = ()
    """Countries (ISO 3166, two letters) the recall is for; empty for all."""


class Recall(Tolerant):
    """One recall campaign, with all models it is about. Texts are plain text in the language of the source."""

    campaign_id: str
    manufacturer_ids: tuple[str, ...] = ()
    """The maker's own numbers for the campaign."""
    manufacturer: str | None = None
    """Who reported the recall; several names are divided by semicolons."""
    kind: Annotated[Kind, unknown_is("other", Kind)] = "vehicle"
    affected: tuple[Affected, ...] = Field(min_length=1)
    units_affected: int | None = None
    """How many vehicles or items may be affected: the largest figure the source gives."""
    summary: str
    consequence: str = ""
    remedy: str = ""
    notes: str = ""
    reported_on: date | None = None
    park_it: bool | None = None
    """Do not drive until repaired. The flags are None where the source does not say."""
    park_outside: bool | None = None
    """Park outside, away from buildings: it may burn."""
    over_the_air: bool | None = None
    """The repair can come as a software update over the air."""
    source: str
    """Where the recall was read, such as `NHTSA flat file`, or the maker's own words."""
    demo: bool = False
    """True for made-up records."""

    @property
    def components(self) -> tuple[str, ...]:
        """Every component that is named, once."""
        return tuple(dict.fromkeys(name for model in self.affected for name in model.components))


class VehicleFacts(Strict):
    """What is known of the vehicle that is asked about. Raises `InvalidInput` for an empty name, or what is no VIN."""

    make: str
    model: str
    vin: str | None = None
    year: int | None = Field(default=None, ge=1900, lt=2100)
    """Model year."""
    built_on: date | None = None
    market: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """Country the vehicle was sold in, ISO 3166, two letters."""

    @field_validator("make", "model")
    @classmethod
    def _named(cls, name: str, info: ValidationInfo) -> str:
        if not words(name):
            raise InvalidInput(str(info.field_name), "has no letter or digit")
        return name

    @field_validator("vin")
    @classmethod
    def _cleaned(cls, vin: str | None) -> str | None:
        return None if vin is None else clean_vin(vin)


class Match(Strict):
    """Whether a recall is about a vehicle. When `possible`, the owner has to check by VIN. `reason` holds no VIN."""

    campaign_id: str
    certainty: Certainty
    reason: str


class _Verdict(NamedTuple):
    """What one model of a recall says.

    Of several, the highest rank counts: a model that was ruled out says more than another model altogether.
    """

    rank: int
    certainty: Certainty
    reason: str


def matches(recall: Recall, facts: VehicleFacts) -> Match:
    """Whether the recall is about the vehicle: what its best fitting model says.

    A VIN that is listed decides, whatever the names say. For a model of the same name a VIN decides where the recall
    names serials or VINs; else a known day of manufacture; else make, model and year leave it possible.
    """
    best = max((_judge(model, facts) for model in recall.affected), key=lambda verdict: verdict.rank)
    return Match(campaign_id=recall.campaign_id, certainty=best.certainty, reason=best.reason)


def _certain(reason: str) -> _Verdict:
    return _Verdict(3, "certain", reason)


def _possible(reason: str) -> _Verdict:
    return _Verdict(2, "possible", reason)


def _ruled_out(reason: str) -> _Verdict:
    return _Verdict(1, "none", reason)


def _judge(model: Affected, facts: VehicleFacts) -> _Verdict:
    if facts.vin is not None and facts.vin in model.vins:
        return _certain("the VIN is in the list of the recall")
    if not (same_make(model.make, facts.make) and same_model(model.model, facts.model, model.make)):
        return _Verdict(0, "none", "the recall is about another make or model")
    if model.markets and facts.market is not None and facts.market not in model.markets:
        return _ruled_out(f"the recall is for vehicles sold in {', '.join(model.markets)}")
    if facts.vin is not None and (model.serials or model.vins):
        if any(serials.holds(facts.vin) for serials in model.serials):
            return _certain("the VIN is in a range of the recall")
        return _ruled_out("the VIN is in no range or list of the recall")
    return _judge_by_dates(model, facts)


def _judge_by_dates(model: Affected, facts: VehicleFacts) -> _Verdict:
    same_year = not model.years or facts.year is None or facts.year in model.years
    built = facts.built_on
    if built is None or (model.built_from is None and model.built_until is None):
        if same_year:
            return _possible("make, model and year fit; only the VIN can tell")
        return _ruled_out("the recall is about other model years")
    if built < (model.built_from or date.min) or built > (model.built_until or date.max):
        return _ruled_out("the vehicle was built before or after those of the recall")
    doubt = _doubt(model, facts, same_year=same_year)
    return _possible(doubt) if doubt else _certain("the vehicle was built within the dates of the recall")


def _doubt(model: Affected, facts: VehicleFacts, *, same_year: bool) -> str | None:
    """Why a build date that fits does not decide."""
    if model.built_from is None or model.built_until is None:
        return "make and model fit, but the recall does not say both ends of its build dates"
    if not same_year:
        return "the build date fits, but the model year does not"
    if model.serials or model.vins:
        return "the build date fits; whether the VIN is in the recall can only be told with the VIN"
    if model.markets and facts.market is None:
        return "the build date fits, but not every market is recalled"
    return None
