"""A customer and their vehicles."""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.base import Contract

Drive = Literal["electric", "plug_in_hybrid", "hybrid", "petrol", "diesel"]


class Vehicle(Contract):
    """One vehicle, with what is needed to tell what is due. Distances in kilometres."""

    vin: str = Field(min_length=17, max_length=17)
    model: str
    year: int
    drive: Drive
    plate: str | None = None
    mileage_km: int = Field(ge=0)
    service_interval_months: int = Field(gt=0)
    service_interval_km: int = Field(gt=0)
    last_service_on: date
    last_service_km: int = Field(ge=0)
    warranty_until: date | None = None
    open_recalls: tuple[str, ...] = ()
    """Short titles of recalls that are open for this vehicle."""


class Customer(Contract):
    """A customer as the contact centre knows them."""

    customer_id: str
    tenant: str
    first_name: str
    last_name: str
    language: str = "en"
    email: str | None = None
    phone: str | None = None
    preferred_dealer: str | None = None
    consents: tuple[Literal["service_reminders", "marketing"], ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    demo: bool = False
    """True for made-up records."""
