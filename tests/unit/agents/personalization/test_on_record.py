"""What is recorded and neither due nor open."""

from datetime import date, time

import pytest

from agents.personalization.on_record import of_another, recorded_items
from agents.personalization.personalize import personalize
from agents.personalization.records import Records
from contracts.customer import Agreement, Appointment, Vehicle
from contracts.findings.personalization import PersonalizationFinding
from tests.unit.agents.personalization.test_due import PLAN, TODAY
from tests.unit.builders import customer, task, vehicle

BOOKED = Appointment(number="B-1", on=date(2026, 9, 1), at=time(9), place="Quayside")
KITE = vehicle(model="Kite", plate="DM24 KTE", warranty_until=date(2029, 1, 15))
HERON = vehicle(
    model="Heron",
    plate="2209 LSD",
    vin="XVDHRN15H00000511",
    appointments=(BOOKED,),
    agreement=Agreement(number="L-1", kind="lease", ends_on=date(2029, 5, 1)),
)


def found(text: str, *vehicles: Vehicle) -> PersonalizationFinding:
    owned = vehicles or (KITE, HERON)
    nothing = Records(recalls=((),) * len(owned), plans={}, recalls_checked=True, plans_checked=True)
    return personalize(customer(*owned), task(text), nothing, TODAY)


def kinds(text: str, *vehicles: Vehicle) -> list[tuple[str, str | None]]:
    return [(item.kind, item.model) for item in found(text, *vehicles).on_record]


@pytest.mark.parametrize(
    ("ends", "ended"), [(date(2029, 1, 15), False), (TODAY, False), (date(2026, 5, 31), True), (date(2020, 1, 1), True)]
)
def test_the_end_of_a_warranty_is_recorded_however_far_off_or_past(ends: date, *, ended: bool) -> None:
    items = {item.kind: item for item in recorded_items(vehicle(warranty_until=ends), None, TODAY)}
    assert (items["warranty_end"].due_on, items["warranty_end"].overdue) == (ends, ended)


def test_the_next_service_is_recorded_by_plan_or_by_the_vehicles_own_intervals() -> None:
    car = vehicle(make="Veldra")
    (own,) = (item for item in recorded_items(car, None, TODAY) if item.kind == "service")
    (planned,) = (item for item in recorded_items(car, PLAN, TODAY) if item.kind == "service")
    assert (own.due_on, own.due_at_km, own.overdue) == (date(2028, 1, 15), 31_000, False)
    assert planned.source.startswith("service plan")
    assert planned.tasks == ("service",)


def test_the_end_of_an_agreement_is_recorded_after_it_too() -> None:
    gone = vehicle(agreement=Agreement(number="F-1", kind="finance", ends_on=date(2025, 1, 1)))
    (item,) = (item for item in recorded_items(gone, None, TODAY) if item.kind == "finance_end")
    assert item.overdue


def test_what_names_its_vehicle_by_itself_is_recorded_of_every_vehicle() -> None:
    assert [(item.kind, item.reference) for item in of_another(HERON, TODAY)] == [
        ("appointment", "B-1"),
        ("lease_end", "L-1"),
    ]
    assert ("appointment", "Heron") in kinds("when is my appointment")
    assert ("appointment", "Heron") in kinds("when is the appointment of my Kite")


def test_of_vehicles_that_are_not_meant_neither_warranty_nor_service_is_recorded() -> None:
    assert not {"warranty_end", "service"} & {kind for kind, _ in kinds("when does my warranty end")}
    assert ("warranty_end", "Kite") in kinds("when does the warranty of my Kite end")


def test_what_is_due_is_not_recorded_a_second_time() -> None:
    soon = KITE.changed(warranty_until=TODAY, appointments=(BOOKED,))
    finding = found("my Kite", soon)
    assert {"warranty_end", "appointment"} <= {item.kind for item in finding.due}
    assert not {"warranty_end", "appointment"} & {item.kind for item in finding.on_record}


@pytest.mark.parametrize("text", ["does AB12 CDE have a recall", "is XVDTRN18P00000342 due", "B-XY 123 Garantie?"])
def test_a_plate_or_vin_of_somebody_else_is_no_vehicle_of_the_customer(text: str) -> None:
    for vehicles in ((KITE, HERON), (KITE,)):
        finding = found(text, *vehicles)
        assert finding.others_vehicle
        assert (finding.vehicle, finding.choices) == (None, ())
        assert not [item for item in finding.on_record if item.kind in ("warranty_end", "service")]


@pytest.mark.parametrize(
    "text", ["when is B-3391", "order O-1187", "recall VD-26-03", "at 41 250 km", "is DM24 KTE due", "2209lsd"]
)
def test_a_number_of_something_else_and_a_plate_of_their_own_name_no_other_vehicle(text: str) -> None:
    assert not found(text).others_vehicle
