"""What is due on a vehicle, what ends, and what is booked."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from agents.personalization.due import SOON, due_items, service_items
from agents.personalization.policy import AGREEMENT_NOTICE_DAYS
from contracts.customer import Agreement, Appointment, Vehicle
from contracts.findings.personalization import DueItem
from contracts.months import months_after
from tests.unit.builders import vehicle
from vehicles.plan_file import read_plan
from vehicles.policy import SOON_KM
from vehicles.service_plan import ServicePlan

TODAY = date(2026, 6, 1)
DEMO = Path(__file__).parents[4] / "vehicles" / "plan_demo.yaml"
PLAN = read_plan(DEMO)


def own(car: Vehicle) -> tuple[DueItem, ...]:
    """What is due by the vehicle's own record, without a plan."""
    return due_items(car, None, TODAY)


def test_nothing_is_due_on_a_car_fresh_from_service() -> None:
    assert own(vehicle()) == ()


@pytest.mark.parametrize(
    ("last_service_on", "listed", "overdue"),
    [
        (date(2024, 5, 31), True, True),  # was due yesterday
        (date(2024, 6, 1), True, False),  # today
        (months_after(TODAY + SOON, -24), True, False),
        (date(2024, 7, 17), False, False),  # in 46 days
    ],
)
def test_a_service_is_named_when_its_date_is_near_and_overdue_after_it(
    last_service_on: date, *, listed: bool, overdue: bool
) -> None:
    items = own(vehicle(last_service_on=last_service_on))
    assert [(item.kind, item.overdue) for item in items] == ([("service", overdue)] if listed else [])


@pytest.mark.parametrize(
    ("mileage", "listed", "overdue"),
    [(31_001, True, True), (31_000, True, False), (31_000 - SOON_KM, True, False), (30_999 - SOON_KM, False, False)],
)
def test_a_service_is_named_when_its_mileage_is_near_and_overdue_after_it(
    mileage: int, *, listed: bool, overdue: bool
) -> None:
    items = own(vehicle(mileage_km=mileage))
    assert [(item.kind, item.due_at_km, item.overdue) for item in items] == (
        [("service", 31_000, overdue)] if listed else []
    )


@pytest.mark.parametrize(
    ("ends", "listed"),
    [
        (date(2026, 5, 31), False),
        (TODAY, True),
        (TODAY + SOON, True),
        (date(2026, 7, 17), False),
        (None, False),
    ],
)
def test_a_warranty_is_named_in_its_last_weeks_only(ends: date | None, *, listed: bool) -> None:
    items = own(vehicle(warranty_until=ends))
    assert [(item.kind, item.due_on) for item in items] == ([("warranty_end", ends)] if listed else [])


def test_a_vehicle_of_which_little_is_known_is_due_by_what_is_known() -> None:
    unknown = {"service_interval_months": None, "service_interval_km": None}
    assert own(vehicle(**unknown, mileage_km=900_000)) == ()
    assert own(vehicle(last_service_on=None, last_service_km=None, mileage_km=900_000)) == ()
    [by_km] = own(vehicle(service_interval_months=None, mileage_km=31_001))
    assert (by_km.due_on, by_km.due_at_km, by_km.overdue, by_km.source) == (None, 31_000, True, "vehicle record")


def tern(**changes: Any) -> Vehicle:
    """A Tern whose service was due on 1 May 2026."""
    record = {
        "model": "Tern",
        "drive": "plug_in_hybrid",
        "last_service_on": date(2025, 5, 1),
        "last_service_km": 20_000,
        "mileage_km": 30_000,
    }
    return vehicle(**record | changes)


def test_a_plan_says_what_is_due_and_is_named_as_the_source() -> None:
    [item] = service_items(tern(), PLAN, TODAY)
    assert (item.tasks, item.due_on, item.due_at_km, item.overdue) == (("service",), date(2026, 5, 1), 40_000, True)
    assert (item.source, item.demo, item.detail) == ("service plan veldra-2026", True, "Service with full safety check")


def test_work_that_is_due_alike_is_one_item_led_by_the_service() -> None:
    done = [
        {"task": "oil", "on": date(2025, 4, 1), "km": 19_000},
        {"task": "brake_fluid", "on": date(2024, 6, 20), "km": 9_000},
    ]
    overdue, soon = service_items(tern(work_done=done), PLAN, TODAY)
    assert (overdue.tasks, overdue.due_on, overdue.overdue) == (("service", "oil"), date(2026, 5, 1), True)
    assert (soon.tasks, soon.due_on, soon.overdue, soon.detail) == (
        ("brake_fluid",),
        date(2026, 6, 20),
        False,
        "Brake fluid",
    )


def test_work_that_nobody_recorded_is_not_called_overdue() -> None:
    overdue, unrecorded = service_items(tern(first_registered=date(2023, 5, 1)), PLAN, TODAY)
    assert overdue.tasks == ("service",)
    assert (unrecorded.overdue, unrecorded.certainty) == (False, "possible")
    assert {"oil", "brake_fluid"} <= set(unrecorded.tasks)


def test_a_new_car_without_any_record_is_due_by_its_first_registration() -> None:
    new = tern(first_registered=date(2025, 6, 20), last_service_on=None, last_service_km=None, mileage_km=8_000)
    [soon] = service_items(new, PLAN, TODAY)
    assert (soon.tasks[0], soon.due_on, soon.overdue, soon.certainty) == (
        "service",
        date(2026, 6, 20),
        False,
        "certain",
    )


@pytest.mark.parametrize(
    "strange",
    [
        {"model": "Puffin"},  # not in the plan
        {"drive": "diesel"},  # not sold so
        {"work_done": [{"task": "oil", "on": date(2027, 1, 1), "km": 1}]},  # in the future
    ],
)
def test_where_the_plan_does_not_fit_the_record_decides(strange: dict[str, Any]) -> None:
    car = tern(service_interval_months=12, **strange)
    [item] = service_items(car, PLAN, TODAY)
    assert (item.source, item.overdue, item.tasks) == ("vehicle record", True, ())


@pytest.mark.parametrize("name", ["Veldra Tern", "TERN", "Tern Long Range"])
def test_a_model_is_found_in_the_plan_by_any_usual_name(name: str) -> None:
    [item] = service_items(tern(model=name), PLAN, TODAY)
    assert (item.source, item.model) == ("service plan veldra-2026", name)


def test_a_plan_without_a_version_is_named_by_its_brand() -> None:
    assert (
        ServicePlan.model_validate(PLAN.model_dump() | {"version": None, "brand": "Veldra Vans"}).title == "veldra-vans"
    )


@pytest.mark.parametrize("kind", ["lease", "finance"])
@pytest.mark.parametrize(
    ("days", "listed"), [(-1, False), (0, True), (AGREEMENT_NOTICE_DAYS, True), (AGREEMENT_NOTICE_DAYS + 1, False)]
)
def test_an_agreement_is_named_in_its_last_half_year(kind: str, days: int, *, listed: bool) -> None:
    ends = date.fromordinal(TODAY.toordinal() + days)
    items = own(vehicle(agreement=Agreement.model_validate({"number": "L-1", "kind": kind, "ends_on": ends})))
    assert [(i.kind, i.due_on, i.reference, i.source) for i in items] == (
        [(f"{kind}_end", ends, "L-1", "agreement L-1")] if listed else []
    )


def test_appointments_are_named_from_today_on_the_next_one_first() -> None:
    def booked(number: str, day: int) -> Appointment:
        return Appointment(number=number, on=date(2026, 6, day), at=time(9, 30), place="Quayside")

    past = Appointment(number="B-0", on=date(2026, 5, 31), at=time(9, 30), place="Quayside")
    items = own(vehicle(appointments=(booked("B-2", 9), past, booked("B-1", 1))))
    assert [(i.reference, i.at, i.detail, i.source) for i in items] == [
        ("B-1", time(9, 30), "Quayside", "appointment B-1"),
        ("B-2", time(9, 30), "Quayside", "appointment B-2"),
    ]


def test_a_record_whose_dates_cannot_be_still_tells_what_else_is_known() -> None:
    [item] = service_items(tern(year=0, last_service_on=date(2024, 1, 1)), PLAN, TODAY)
    assert (item.kind, item.overdue) == ("service", True)
    assert own(vehicle(last_service_on=date(9999, 12, 31))) == ()
