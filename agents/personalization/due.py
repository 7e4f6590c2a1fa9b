"""What is due on a vehicle, from its service plan, mileage and date; and what ends or is booked."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from agents.personalization.policy import AGREEMENT_NOTICE_DAYS
from contracts.customer import Agreement, Vehicle
from contracts.errors import InvalidInput
from contracts.findings import DueItem
from contracts.months import months_after
from vehicles.names import same_model
from vehicles.policy import SOON_DAYS, SOON_KM
from vehicles.service_plan import DueTask, ServicePlan, TaskDone, VehicleUse, due

SOON: Final = timedelta(days=SOON_DAYS)
SERVICE: Final = "service"
"""The task of a plan that is the service itself."""


def due_items(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> tuple[DueItem, ...]:
    """Booked appointments, services that are due or soon due, then what ends soon."""
    return (
        *_appointments(vehicle, today),
        *service_items(vehicle, plan, today),
        *_warranty(vehicle, today),
        *(_agreement(vehicle, vehicle.agreement, today) if vehicle.agreement else ()),
    )


def service_items(vehicle: Vehicle, plan: ServicePlan | None, today: date) -> tuple[DueItem, ...]:
    """What the plan says is due; without a plan for this vehicle, what its own intervals say."""
    name = next((m.name for m in plan.models if same_model(m.name, vehicle.model, plan.brand)), None) if plan else None
    if plan is None or name is None:
        return tuple(_by_own_intervals(vehicle, today))
    # Without a first registration nothing is known of work that was never recorded; today only fills the field.
    first = vehicle.first_registered or today
    use = VehicleUse(model=name, drive=vehicle.drive, km=vehicle.mileage_km, first_registered=first)
    try:
        tasks = due(plan, use, today, tuple(_history(vehicle)))
    except InvalidInput:  # a record from the future, or a drive the plan does not know
        return tuple(_by_own_intervals(vehicle, today))
    known = [task for task in tasks if task.recorded or vehicle.first_registered is not None]
    groups = (
        [task for task in known if task.overdue and task.recorded],
        [task for task in known if task.soon],
        [task for task in known if task.overdue and not task.recorded],
    )
    return tuple(_together(vehicle, plan, group) for group in groups if group)


def _history(vehicle: Vehicle) -> Iterator[TaskDone]:
    if vehicle.last_service_on is not None:
        yield TaskDone(task=SERVICE, on=vehicle.last_service_on, km=vehicle.last_service_km or 0)
    yield from (TaskDone(task=done.task, on=done.on, km=done.km) for done in vehicle.work_done)


def _together(vehicle: Vehicle, plan: ServicePlan, tasks: list[DueTask]) -> DueItem:
    """Tasks that are due alike as one item; the service itself says when, or else the task that is due first."""
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


def _by_own_intervals(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    months, km = vehicle.service_interval_months, vehicle.service_interval_km
    last_on, last_km = vehicle.last_service_on, vehicle.last_service_km
    due_on = months_after(last_on, months) if last_on and months else None
    due_at_km = last_km + km if last_km is not None and km else None
    near = (due_on is not None and today >= due_on - SOON) or (
        due_at_km is not None and vehicle.mileage_km >= due_at_km - SOON_KM
    )
    if near:
        overdue = (due_on is not None and today > due_on) or (due_at_km is not None and vehicle.mileage_km > due_at_km)
        yield DueItem(kind="service", model=vehicle.model, due_on=due_on, due_at_km=due_at_km, overdue=overdue)


def _appointments(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
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


def _warranty(vehicle: Vehicle, today: date) -> Iterator[DueItem]:
    ends = vehicle.warranty_until
    if ends is not None and today <= ends <= today + SOON:
        yield DueItem(kind="warranty_end", model=vehicle.model, due_on=ends)


def _agreement(vehicle: Vehicle, agreement: Agreement, today: date) -> Iterator[DueItem]:
    if today <= agreement.ends_on <= today + timedelta(days=AGREEMENT_NOTICE_DAYS):
        yield DueItem(
            kind="lease_end" if agreement.kind == "lease" else "finance_end",
            model=vehicle.model,
            reference=agreement.number,
            due_on=agreement.ends_on,
            source=f"agreement {agreement.number}",
        )
