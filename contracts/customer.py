"""A customer, their vehicles, and what is open between them and the dealer."""

from datetime import date, time
from typing import Annotated, Final, Literal

from pydantic import Field, TypeAdapter

from contracts.base import AS_WRITTEN, Tolerant
from contracts.unknown import UNREADABLE_IS_NONE, unknown_is, without_unknown

Drive = Literal["electric", "plug_in_hybrid", "hybrid", "petrol", "diesel", "other"]
"""No service plan is for `other`, which a drive counts as that this version does not know."""
StoredDrive = Annotated[Drive, unknown_is("other", Drive)]
Consent = Literal["service_reminders", "marketing"]
Relation = Literal["self", "partner", "child", "parent", "company", "other"]
Channel = Literal["chat", "phone", "email", "post"]


class WorkDone(Tolerant):
    """A record of work on a vehicle. `task` is a name of the service plan."""

    task: str
    on: date
    km: int = Field(ge=0)


class Appointment(Tolerant):
    """A booked visit, in the site's own time."""

    number: str
    on: date
    at: time
    place: str
    """Name of the site."""


class Agreement(Tolerant):
    """What a vehicle is paid by, until it ends."""

    number: str
    kind: Literal["lease", "finance"]
    ends_on: date


class Vehicle(Tolerant):
    """One vehicle, with what is needed to tell what is due. Distances in kilometres."""

    vin: str = Field(min_length=17, max_length=17)
    make: str | None = None
    """Without it recalls and service plans cannot be looked up."""
    model: str
    year: int
    """Model year."""
    drive: StoredDrive
    plate: str | None = None
    driven_by: Annotated[Relation | None, unknown_is(None, Relation)] = None
    """Who mostly drives it: what "my wife's car" means; `other` for anybody else, such as a brother or a friend."""
    sold_in: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """Country it was first sold in, ISO 3166-1 alpha-2. Recalls go by it, not by where its owner lives now."""
    built_on: date | None = None
    first_registered: date | None = None
    mileage_km: int = Field(ge=0)
    service_interval_months: int | None = Field(default=None, gt=0)
    service_interval_km: int | None = Field(default=None, gt=0)
    """Used where there is no service plan for the vehicle."""
    last_service_on: date | None = None
    last_service_km: int | None = Field(default=None, ge=0)
    work_done: tuple[WorkDone, ...] = ()
    """Work besides the last service, in any order."""
    warranty_until: date | None = None
    open_recalls: tuple[str, ...] = ()
    """Short titles of recalls that the maker named as open for this very vehicle."""
    repaired_recalls: tuple[str, ...] = ()
    """Numbers of recalls that were carried out on it."""
    appointments: tuple[Appointment, ...] = ()
    agreement: Annotated[Agreement | None, UNREADABLE_IS_NONE] = None


class Order(Tolerant):
    """A vehicle or a part that was ordered."""

    number: str
    item: str
    """What was ordered, such as a model's name."""
    ordered_on: date
    expected_on: date | None = None
    delivered_on: date | None = None


class Case(Tolerant):
    """A request or complaint that people work on."""

    number: str
    subject: str
    """A few words, without names and numbers of people."""
    opened_on: date
    closed_on: date | None = None


class Customer(Tolerant):
    """A customer as the contact centre knows them."""

    customer_id: str
    tenant: str
    first_name: str
    last_name: str
    language: str = "en"
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 code: which emergency number is theirs."""
    email: str | None = None
    phone: str | None = None
    preferred_dealer: str | None = None
    preferred_channel: Annotated[Channel | None, unknown_is(None, Channel)] = None
    """How they want to be contacted."""
    consents: Annotated[tuple[Consent, ...], without_unknown(Consent)] = ()
    vehicles: tuple[Vehicle, ...] = ()
    orders: tuple[Order, ...] = ()
    cases: tuple[Case, ...] = ()
    demo: bool = False
    """True for made-up records."""


_CUSTOMERS: Final = TypeAdapter(tuple[Customer, ...])


def customers_in(content: bytes) -> tuple[Customer, ...]:
    """The customers of a JSON file that people write, which is read strictly. Raises pydantic's `ValidationError`."""
    return _CUSTOMERS.validate_json(content, extra="forbid", context=AS_WRITTEN)
