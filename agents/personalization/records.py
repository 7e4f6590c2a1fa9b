"""What makers say about a customer's vehicles: recalls and service plans, read side by side."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from agents.personalization.policy import MOST_VEHICLES, PLAN_REFRESH_SECONDS
from contracts.base import Tolerant
from contracts.customer import Customer, Vehicle
from contracts.errors import CurbsideError, InvalidInput, Unavailable
from observe.log import log
from vehicles.names import make_key
from vehicles.recall_keys import search_for
from vehicles.recalls import Recall, VehicleFacts
from vehicles.service_plan import ServicePlan

FindRecalls = Callable[[VehicleFacts], Iterable[Recall | None]]
"""Every recall that may be about a vehicle, and perhaps others; None for one that cannot be read."""
FindPlan = Callable[[str, str], ServicePlan | None]
"""The service plan that a tenant uses for a make."""
FoundT = TypeVar("FoundT", bound=Tolerant)


class Records(NamedTuple):
    """What is known of a customer's vehicles."""

    recalls: tuple[tuple[Recall, ...] | None, ...]
    """For each vehicle; None where they could not be read."""
    plans: dict[str, ServicePlan]
    """By make, as `make_key` spells it."""
    recalls_checked: bool
    """False if any recall, or those of any vehicle, could not be read."""
    plans_checked: bool


def read_records(
    customer: Customer, find_recalls: FindRecalls | None, find_plan: FindPlan | None, pool: ThreadPoolExecutor
) -> Records:
    """Recalls of each vehicle and plans of each make, all at once. What cannot be read is left out, and said."""
    makes = sorted({make_key(vehicle.make) for vehicle in customer.vehicles if vehicle.make})
    plans = [pool.submit(_tried, find_plan, customer.tenant, make) for make in makes] if find_plan else []
    recalls = [pool.submit(_recalls, vehicle, find_recalls) for vehicle in customer.vehicles[:MOST_VEHICLES]]
    found = [plan.result() for plan in plans]
    read = [one.result() for one in recalls] + [None] * (len(customer.vehicles) - len(recalls))
    return Records(
        recalls=tuple(known if known is None else tuple(filter(None, known)) for known in read),
        plans={make: plan.value for make, plan in zip(makes, found, strict=False) if plan.value is not None},
        recalls_checked=all(known is not None and None not in known for known in read),
        plans_checked=all(plan.worked for plan in found),
    )


def facts_of(vehicle: Vehicle) -> VehicleFacts | None:
    """What recalls are compared with, or None for a vehicle of an unknown make."""
    if vehicle.make is None:
        return None
    known = {"make": vehicle.make, "model": vehicle.model, "built_on": vehicle.built_on, "market": vehicle.sold_in}
    for exact in ({"vin": vehicle.vin, "year": vehicle.year}, {"year": vehicle.year}, {}):
        try:
            return VehicleFacts.model_validate(known | exact)
        except (InvalidInput, ValidationError):
            continue  # a VIN or year in the record that cannot be one; less is known then, and more is possible
    return None


def recalls_in(read: Callable[..., Iterable[dict[str, Any] | None]]) -> FindRecalls:
    """Recalls out of a table, of which `read` reads one range. See `RecallSearch` for what it is given."""

    def find(facts: VehicleFacts) -> tuple[Recall | None, ...]:
        rows = read(**search_for(facts)._asdict())
        return tuple(None if record is None else _valid(Recall, record) for record in rows)

    return find


def plans_in(
    read: Callable[[str, str], dict[str, Any] | None], clock: Callable[[], float] = time.monotonic
) -> FindPlan:
    """Service plans out of a table, each kept for `PLAN_REFRESH_SECONDS`: they change once a year."""
    kept: dict[tuple[str, str], tuple[float, ServicePlan | None]] = {}

    def find(tenant: str, make: str) -> ServicePlan | None:
        until, plan = kept.get((tenant, make), (0.0, None))
        if (tenant, make) not in kept or clock() >= until:
            record = read(tenant, make)
            plan = None if record is None else _valid(ServicePlan, record)
            if record is not None and plan is None:
                raise Unavailable("recalls", "MalformedRecord")
            kept[tenant, make] = (clock() + PLAN_REFRESH_SECONDS, plan)
        return plan

    return find


class _Tried(NamedTuple):
    value: ServicePlan | None
    worked: bool


def _tried(find_plan: FindPlan, tenant: str, make: str) -> _Tried:
    try:
        return _Tried(find_plan(tenant, make), worked=True)
    except CurbsideError:
        return _Tried(None, worked=False)


def _recalls(vehicle: Vehicle, find_recalls: FindRecalls | None) -> tuple[Recall | None, ...] | None:
    facts = facts_of(vehicle)
    if find_recalls is None or facts is None:
        return None
    try:
        return tuple(find_recalls(facts))
    except CurbsideError:
        return None


def _valid(model: type[FoundT], record: dict[str, Any]) -> FoundT | None:
    """The record, or None if it cannot be read, which is logged without what it holds."""
    try:
        return model.model_validate(record)
    except ValidationError as error:
        fields = ", ".join(
            sorted({str(fault["loc"][0]) for fault in error.errors(include_input=False) if fault["loc"]})
        )
        key = str(record.get("campaign_id", record.get("brand")))
        log("error", "malformed record", {"table": "recalls", "record": key, "field": fields})
        return None
