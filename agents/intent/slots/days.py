"""Days counted from today. Past the ends of the calendar they raise `OverflowError` or `ValueError`, as `date` does."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from contracts.months import month_after

WEEK: Final = 7
MONTH: Final = 30
"""Marks a unit of a month in tables of days; `contracts.months` counts real ones."""
MONTHS_AROUND: Final = 3
"""How many months' days are tried for the weekday a customer named; further off, the weekday is the mistake."""
YEARS_AHEAD: Final = 10
"""How far ahead a year of two digits may lie; one further off is of the last century. No appointment, inspection or
warranty is named so early."""
FRIDAY: Final = 4
SATURDAY: Final = 5


def weekday_after(today: date, weekday: int) -> date:
    """The next such weekday (Monday is 0), never today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % WEEK + 1)


def weekday_before(today: date, weekday: int) -> date:
    """The last such weekday, never today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % WEEK + 1)


def weekday_of_next_week(today: date, weekday: int) -> date:
    """Such a weekday in the week that begins on the coming Monday."""
    return weekday_after(today, 0) + timedelta(days=weekday)


def month_end(today: date, months: int = 0) -> date:
    """The last day of the month, or of a later one."""
    year, month = month_after(today.year, today.month, months)
    return date(year, month, monthrange(year, month)[1])


def named_month_end(today: date, month: int) -> date:
    """The last day of the next month of that number; this one included."""
    return month_end(today, (month - today.month) % 12)


def day_in_month(today: date, day: int, months: int) -> date | None:
    """That day of this month or a later one, if the month has it."""
    year, month = month_after(today.year, today.month, months)
    return valid(year, month, day)


def nearest(today: date, month: int, day: int, *, past: bool) -> date | None:
    """The next such day, today included; or the last one. Eight years hold a leap day."""
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    days = (valid(year, month, day) for year in years)
    return next((found for found in days if found and (found <= today if past else found >= today)), None)


def nearest_day(today: date, day: int, weekday: int | None, *, past: bool) -> date | None:
    """The next, or last, day of that number; on that weekday, if one within three months falls on it."""
    step = -1 if past else 1
    days = [found for months in range(13) if (found := day_in_month(today, day, step * months))]
    fitting = [found for found in days if (found <= today if past else found >= today)]
    named = [found for found in fitting[:MONTHS_AROUND] if weekday is None or found.weekday() == weekday]
    return next(iter(named or fitting), None)


def valid(year: int, month: int, day: int) -> date | None:
    """The day, if there is such a one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(written: str, today: date, *, past: bool) -> int:
    """The year that one of two digits means: '27 is ahead, '99 is behind, and in a clause about the past so are all."""
    year = int(written)
    if len(written) > 2:
        return year
    century = today.year - today.year % 100
    latest = today.year + (0 if past else YEARS_AHEAD)
    return century + year if century + year <= latest else century - 100 + year


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first, second and so on such weekday of a month; counted from its end if `nth` is negative."""
    length = monthrange(year, month)[1]
    first = date(year, month, 1)
    numbers = range(1 + (weekday - first.weekday()) % WEEK, length + 1, WEEK)
    try:
        return first.replace(day=numbers[nth - 1 if nth > 0 else nth])
    except IndexError:
        return None


def nearest_nth_weekday(today: date, month: int, weekday: int, nth: int, *, past: bool) -> date | None:
    """The next such day, today included; or the last one."""
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    found = (nth_weekday(year, month, weekday, nth) for year in years)
    return next((day for day in found if day and (day <= today if past else day >= today)), None)
