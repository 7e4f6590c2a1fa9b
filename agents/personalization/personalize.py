"""From a customer's record, and what makers say about their vehicles, to what may shape the reply."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Final, Literal

from agents.agent import Agent
from agents.personalization.consents import may_offer, may_say
from agents.personalization.due import due_items
from agents.personalization.identifiers import without_identifiers
from agents.personalization.on_record import of_another, recorded_items
from agents.personalization.orders_and_cases import orders_and_cases
from agents.personalization.recalls import recall_items, urgency
from agents.personalization.records import FindPlan, FindRecalls, Records, read_records
from agents.personalization.which import vehicle_meant
from contracts.customer import Customer, Vehicle
from contracts.deadline import check
from contracts.findings.personalization import DueItem, PersonalizationFinding, VehicleSummary
from contracts.turn import AgentTask
from vehicles.mentions import prepare
from vehicles.names import make_key
from vehicles.service_plan import ServicePlan

_READERS: Final = 8
"""Reads that run side by side."""
RECORD: Final = "vehicle record"


def utc_today() -> date:
    """Return the day it is, UTC."""
    return datetime.now(UTC).date()


def load(
    find_customer: Callable[[str], Customer | None],
    find_recalls: FindRecalls | None = None,
    find_plan: FindPlan | None = None,
    today: Callable[[], date] = utc_today,
) -> Agent:
    """The agent, ready to run over any source of customers, recalls and service plans.

    Without a source of recalls the finding says that they were not checked; without one of plans, vehicles are due by
    the intervals of their own records.
    """
    prepare()
    pool = ThreadPoolExecutor(_READERS, thread_name_prefix="records")

    def find(task: AgentTask) -> PersonalizationFinding:
        customer = find_customer(task.customer_id) if task.customer_id else None
        if customer is None or customer.tenant != task.tenant:
            return PersonalizationFinding(identified=False)
        check()
        records = read_records(customer, find_recalls, find_plan, pool)
        check()
        return personalize(customer, task, records, today())

    return find


def personalize(customer: Customer, task: AgentTask, records: Records, today: date) -> PersonalizationFinding:
    """Who it is, the vehicle that is meant, what is due or open, and what may be said and offered."""
    models = [model.name for plan in records.plans.values() for model in plan.models]
    names = (customer.first_name, customer.last_name)
    meant = vehicle_meant(customer.vehicles, task.text, task.dialogue.vehicle, models, names)
    number = next((n for n, vehicle in enumerate(customer.vehicles) if vehicle is meant.vehicle), None)
    due = tuple(without_identifiers(item, customer) for item in _due(customer, number, records, today))
    besides = (without_identifiers(item, customer) for item in _on_record(customer, number, records, today))
    return PersonalizationFinding(
        identified=True,
        first_name=customer.first_name,
        language=customer.language,
        country=customer.country,
        preferred_dealer=customer.preferred_dealer,
        preferred_channel=customer.preferred_channel,
        vehicle=None if number is None else summary(customer, number),
        choices=tuple(summary(customer, n) for n, v in enumerate(customer.vehicles) if v in meant.choices),
        vehicles=tuple(summary(customer, n) for n in range(len(customer.vehicles))),
        due=due,
        on_record=tuple(item for item in besides if item not in due),
        others_vehicle=meant.others,
        somebody_else=meant.somebody_else,
        may_say=may_say(customer),
        may_offer=may_offer(customer, due),
        unchecked=tuple(_unchecked(customer, records)),
        source="customer record",
        demo=customer.demo,
    )


def summary(customer: Customer, number: int) -> VehicleSummary:
    """The vehicle at this place, without VIN and plate."""
    vehicle = customer.vehicles[number]
    return VehicleSummary(
        number=number,
        make=vehicle.make,
        model=vehicle.model,
        year=vehicle.year,
        drive=vehicle.drive,
        mileage_km=vehicle.mileage_km,
        last_service_on=vehicle.last_service_on,
        last_service_km=vehicle.last_service_km,
    )


def _due(customer: Customer, meant: int | None, records: Records, today: date) -> Iterator[DueItem]:
    """Recalls, warnings first; then what is due on the vehicle that is meant; then cases and orders."""
    found = [
        recall_items(vehicle, recalls) for vehicle, recalls in zip(customer.vehicles, records.recalls, strict=True)
    ]
    told = [item for number, items in enumerate(found) for item in items if _is_told(item, number, meant)]
    others = [*orders_and_cases(customer, today)]
    if meant is not None:
        vehicle = customer.vehicles[meant]
        others = [*due_items(vehicle, _plan_of(vehicle, records), today), *others]
    yield from (item if item.source != RECORD else _marked(item, customer) for item in sorted(told, key=urgency))
    yield from (_marked(item, customer) for item in others)


def _on_record(customer: Customer, meant: int | None, records: Records, today: date) -> Iterator[DueItem]:
    """What is recorded of the vehicle that is meant, then what names its vehicle by itself."""
    for number, vehicle in enumerate(customer.vehicles):
        if number == meant:
            found = recorded_items(vehicle, _plan_of(vehicle, records), today)
            yield from (_marked(item, customer) for item in found)
    for number, vehicle in enumerate(customer.vehicles):
        if number != meant:
            yield from (_marked(item, customer) for item in of_another(vehicle, today))


def _is_told(item: DueItem, number: int, meant: int | None) -> bool:
    """Whether a recall is told, given the vehicle that is meant: what is certain or dangerous, of every vehicle."""
    return number == meant or item.certainty == "certain" or item.warning is not None


def _marked(item: DueItem, customer: Customer) -> DueItem:
    return item.changed(demo=item.demo or customer.demo)


def _plan_of(vehicle: Vehicle, records: Records) -> ServicePlan | None:
    return records.plans.get(make_key(vehicle.make)) if vehicle.make else None


def _unchecked(customer: Customer, records: Records) -> Iterator[Literal["recalls", "service_plan"]]:
    if not records.recalls_checked:
        yield "recalls"
    if not records.plans_checked:
        yield "service_plan"
