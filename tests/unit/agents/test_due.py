"""What is due on a vehicle."""

from datetime import date

import pytest

from agents.personalization.due import SOON, SOON_KM, add_months, due_items
from tests.unit.builders import vehicle

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
    ],
)
def test_months_are_added_to_the_same_day_or_the_last_of_its_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_nothing_is_due_on_a_car_fresh_from_service() -> None:
    assert due_items(vehicle(), TODAY) == ()


@pytest.mark.parametrize(
    ("last_service_on", "listed", "overdue"),
    [
        (date(2024, 5, 31), True, True),  # was due yesterday
        (date(2024, 6, 1), True, False),  # today
        (add_months(TODAY + SOON, -24), True, False),
        (date(2024, 7, 17), False, False),  # in 46 days
    ],
)
def test_a_service_is_named_when_its_date_is_near_and_overdue_after_it(
    last_service_on: date, *, listed: bool, overdue: bool
) -> None:
    items = due_items(vehicle(last_service_on=last_service_on), TODAY)
    assert [(item.kind, item.overdue) for item in items] == ([("service", overdue)] if listed else [])


@pytest.mark.parametrize(
    ("mileage", "listed", "overdue"),
    [(31_001, True, True), (31_000, True, False), (31_000 - SOON_KM, True, False), (30_999 - SOON_KM, False, False)],
)
def test_a_service_is_named_when_its_mileage_is_near_and_overdue_after_it(
    mileage: int, *, listed: bool, overdue: bool
) -> None:
    items = due_items(vehicle(mileage_km=mileage), TODAY)
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
    items = due_items(vehicle(warranty_until=ends), TODAY)
    assert [(item.kind, item.due_on) for item in items] == ([("warranty_end", ends)] if listed else [])


def test_open_recalls_come_first_by_their_titles() -> None:
    car = vehicle(open_recalls=("airbag", "tailgate"), mileage_km=40_000, warranty_until=TODAY)
    found = [(item.kind, item.detail, item.overdue) for item in due_items(car, TODAY)]
    assert found == [
        ("recall", "airbag", True),
        ("recall", "tailgate", True),
        ("service", None, True),
        ("warranty_end", None, False),
    ]
