"""What is recorded and neither due nor open: told to who asks, and never brought up unasked."""

from collections.abc import Iterator
from datetime import date

from agents.personalization.due import (
    SERVICE,
    agreement,
    appointments,
    by_own_intervals,
    planned,
    together,
    warranty,
)
from contracts.customer import Vehicle
from contracts.findings.personalization import DueItem
from vehicles.service_plan import ServicePlan


def recorded_items(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> Iterator[DueItem]:
    """The next service of a vehicle, however far off, and when its warranty and its agreement end or ended."""
    yield from _service(vehicle, plan, today)
    yield from warranty(vehicle, today)
    yield from agreement(vehicle, today)


def of_another(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    """What needs no question which vehicle is meant: it names its own."""
    yield from appointments(vehicle, today)
    yield from agreement(vehicle, today)


def _service(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> Iterator[DueItem]:
    tasks = planned(vehicle, plan, today)
    if plan is not None and tasks is not None:
        services = [task for task in tasks if task.task == SERVICE and not task.overdue and not task.soon]
        yield from (together(vehicle, plan, [service]) for service in services)
    elif own := by_own_intervals(vehicle, today):
        yield own
