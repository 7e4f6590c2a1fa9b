"""Dates that lie a number of months away."""

from calendar import monthrange
from datetime import MAXYEAR, date


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months later, or earlier if negative; the year may lie outside the calendar."""
    years, number = divmod(month - 1 + months, 12)
    return year + years, number + 1


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month if it has no such day; at most in the year 9999.

    Raises `ValueError` before the year 1.
    """
    year, month = month_after(day.year, day.month, months)
    year = min(year, MAXYEAR)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
