"""Dates that lie a number of months away."""

from datetime import date

import pytest

from contracts.months import month_after, months_after


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(9999, 6, 1), 12, date(9999, 6, 1)),
    ],
)
def test_the_day_stays_or_is_the_last_of_its_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(("months", "found"), [(0, (2026, 12)), (1, (2027, 1)), (-12, (2025, 12)), (13, (2028, 1))])
def test_months_run_over_the_ends_of_years(months: int, found: tuple[int, int]) -> None:
    assert month_after(2026, 12, months) == found
