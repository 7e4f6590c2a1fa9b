"""What is due on a vehicle, from its service plan, mileage and date; and what ends or is booked."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from agents.personalization.policy import AGREEMENT_NOTICE_DAYS
from contracts.customer import Vehicle
from contracts.errors import InvalidInput
from contracts.findings.personalization import DueItem
from contracts.months import months_after
from vehicles.names import same_model
from vehicles.policy import SOON_DAYS, SOON_KM
from vehicles.service_plan import DueTask, ServicePlan, TaskDone, VehicleUse, schedule

SOON: Final = timedelta(days=SOON_DAYS)
SERVICE: Final = "service"
"""The task of a plan that is the service itself."""


def due_items(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> tuple[DueItem, ...]:
    """Booked appointments, services that are due or soon due, then what ends soon."""
    return (
        *appointments(vehicle, today),
        *service_items(vehicle, plan, today),
        *_within(warranty(vehicle, today), SOON, today),
        *_within(agreement(vehicle, today), timedelta(days=AGREEMENT_NOTICE_DAYS), today),
    )


def service_items(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> tuple[DueItem, ...]:
    """What the plan says is due; without a plan for this vehicle, what its own intervals say."""
    tasks = planned(vehicle, plan, today)
    if plan is None or tasks is None:
        own = by_own_intervals(vehicle, today)
        return (own,) if own and _is_near(own, vehicle, today) else ()
    groups = (
        [task for task in tasks if task.overdue and task.recorded],
        [task for task in tasks if task.soon],
        [task for task in tasks if task.overdue and not task.recorded],
    )
    return tuple(together(vehicle, plan, group) for group in groups if group)


def planned(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> list[DueTask] | None:
    """The tasks of the plan of which it is known when they are due, or None if it does not know this vehicle."""
    name = next((m.name for m in plan.models if same_model(m.name, vehicle.model, plan.brand)), None) if plan else None
    if plan is None or name is None:
        return None
    # Without a first registration nothing is known of work that was never recorded; today only fills the field.
    first = vehicle.first_registered or today
    use = VehicleUse(model=name, drive=vehicle.drive, km=vehicle.mileage_km, first_registered=first)
    try:
        tasks = schedule(plan, use, today, tuple(_history(vehicle)))
    except InvalidInput:  # a record from the future, or a drive the plan does not know
        return None
    return [task for task in tasks if task.recorded or vehicle.first_registered is not None]


def _history(vehicle: Vehicle) -> Iterator[TaskDone]:
    if vehicle.last_service_on is not None:
        yield TaskDone(task=SERVICE, on=vehicle.last_service_on, km=vehicle.last_service_km or 0)
    yield from (TaskDone(task=done.task, on=done.on, km=done.km) for done in vehicle.work_done)


def together(vehicle: Vehicle, plan: ServicePlan, tasks: list[DueTask]) -> DueItem:
    """Return tasks that are due alike as one item; the service itself says when, or else the task that is due first."""
    leading = next((task for task in tasks if task.task == SERVICE), tasks[0])
    ordered = [leading, *(task for task in tasks if task is not leading)]
    return DueItem(
        kind="service",
        model=vehicle.model,
        tasks=tuple(task.task for task in ordered),
        detail=", ".join(task.name for task in ordered),
        due_on=leading.due_on,
        due_at_km=leading.due_km,
        overdue=leading.overdue and leading.recorded,
        certainty="possible" if leading.overdue and not leading.recorded else "certain",
        source=f"service plan {plan.title}",
        demo=plan.demo,
    )


def by_own_intervals(vehicle: Vehicle, today: date) -> DueItem | None:
    """The next service by the intervals of the vehicle's own record; None where they do not tell."""
    months, km = vehicle.service_interval_months, vehicle.service_interval_km
    last_on, last_km = vehicle.last_service_on, vehicle.last_service_km
    due_on = months_after(last_on, months) if last_on and months else None
    due_at_km = last_km + km if last_km is not None and km else None
    if due_on is None and due_at_km is None:
        return None
    overdue = (due_on is not None and today > due_on) or (due_at_km is not None and vehicle.mileage_km > due_at_km)
    return DueItem(kind="service", model=vehicle.model, due_on=due_on, due_at_km=due_at_km, overdue=overdue)


def _is_near(item: DueItem, vehicle: Vehicle, today: date) -> bool:
    return (item.due_on is not None and today >= item.due_on - SOON) or (
        item.due_at_km is not None and vehicle.mileage_km >= item.due_at_km - SOON_KM
    )


def appointments(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    """Booked visits that are still to come."""
    for booked in sorted(vehicle.appointments, key=lambda booked: (booked.on, booked.at)):
        if booked.on >= today:
            yield DueItem(
                kind="appointment",
                model=vehicle.model,
                detail=booked.place,
                reference=booked.number,
                due_on=booked.on,
                at=booked.at,
                source=f"appointment {booked.number}",
            )


def warranty(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    """When the warranty ends, or ended."""
    ends = vehicle.warranty_until
    if ends is not None:
        yield DueItem(kind="warranty_end", model=vehicle.model, due_on=ends, overdue=ends < today)


def agreement(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    """When the lease or finance agreement ends, or ended."""
    signed = vehicle.agreement
    if signed is not None:
        yield DueItem(
            kind="lease_end" if signed.kind == "lease" else "finance_end",
            model=vehicle.model,
            reference=signed.number,
            due_on=signed.ends_on,
            overdue=signed.ends_on < today,
            source=f"agreement {signed.number}",
        )


def _within(items: Iterator[DueItem], notice: timedelta, today: date) -> Iterator[DueItem]:
    """Those that end soon."""
    return (item for item in items if item.due_on is not None and today <= item.due_on <= today + notice)
