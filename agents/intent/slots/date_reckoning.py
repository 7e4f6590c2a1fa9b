"""Which day a form of words means, seen from today."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from agents.intent.slots import days
from agents.intent.slots.date_rules import Rules
from contracts.months import month_after, months_after

LAST_HOUR: Final = 24
"""Up to this number two digits after a day may be an hour, unless the clause is about the past."""
OLDEST: Final = 50
"""From this number on a year of two digits without an apostrophe is of the last century; those between are none."""


class Asked(NamedTuple):
    """What the reckoning of one date needs to know."""

    rules: Rules
    today: date
    past: bool
    parts: Mapping[str, str]

    def number(self, name: str, otherwise: int = 1) -> int:
        """A number in the match; a word such as "a" is `otherwise`."""
        text = self.parts.get(name, "")
        return int(text) if text.isdecimal() else otherwise

    def month(self) -> int:
        """The month, by name or number."""
        text = self.parts["month"]
        return int(text) if text.isdecimal() else self.rules.months[text]

    def weekday(self) -> int | None:
        """The weekday that is named; Monday is 0."""
        return self.rules.weekdays.get(self.parts.get("weekday", ""))


def reckoned(name: str, asked: Asked) -> date | None:
    """The day that is meant; None where the calendar ends."""
    try:
        return RECKONINGS[name](asked)
    except (OverflowError, ValueError):
        return None


def _exact(asked: Asked) -> date | None:
    day, month = asked.number("day"), asked.month()
    if month > 12 >= day:
        day, month = month, day
    if "year" in asked.parts:
        return days.valid(days.full_year(asked.parts["year"], asked.today, past=asked.past), month, day)
    if "short" in asked.parts:
        return days.valid(year, month, day) if (year := _short_year(asked)) else None
    return days.nearest(asked.today, month, day, past=asked.past)


def _short_year(asked: Asked) -> int | None:
    """The year that two digits without an apostrophe mean; None where they may be an hour or a number of things."""
    number = asked.number("short")
    coming = LAST_HOUR < number <= asked.today.year % 100 + days.YEARS_AHEAD
    if asked.past or coming or number >= OLDEST:
        return days.full_year(asked.parts["short"], asked.today, past=asked.past)
    return None


def _nth_weekday(asked: Asked) -> date | None:
    """Of a month that is named, in its year or the nearest; else of this month, or of the next once it is over."""
    weekday, nth = asked.weekday() or 0, asked.rules.nth[asked.parts["nth"]]
    if "month" in asked.parts:
        if "year" in asked.parts:
            year = days.full_year(asked.parts["year"], asked.today, past=asked.past)
            return days.nth_weekday(year, asked.month(), weekday, nth)
        return days.nearest_nth_weekday(asked.today, asked.month(), weekday, nth, past=asked.past)
    months = [1] if "next" in asked.parts else [0] if asked.past else [0, 1]
    found = (days.nth_weekday(*month_after(asked.today.year, asked.today.month, n), weekday, nth) for n in months)
    return next((day for day in found if day and (asked.past or day >= asked.today)), None)


def _day_only(asked: Asked) -> date | None:
    if "next" in asked.parts:
        return days.day_in_month(asked.today, asked.number("day"), 1)
    return days.nearest_day(asked.today, asked.number("day"), asked.weekday(), past=asked.past)


def _moved(asked: Asked, sign: int) -> date:
    unit = asked.rules.units[asked.parts["unit"]]
    start = asked.today + timedelta(days=asked.rules.days.get(asked.parts.get("from", ""), 0))
    if unit == days.MONTH:
        return months_after(start, sign * asked.number("count"))
    return start + timedelta(days=sign * asked.number("count") * unit)


def _weeks_later(asked: Asked, weeks: int) -> date:
    weekday = asked.weekday()
    start = days.weekday_after(asked.today, weekday) if weekday is not None else asked.today
    base = asked.rules.bases.get(asked.parts.get("base", ""), 0)
    return start + timedelta(days=base + weeks * days.WEEK)


def _weekday(asked: Asked) -> date:
    weekday = asked.weekday() or 0
    return (days.weekday_before if asked.past else days.weekday_after)(asked.today, weekday)


def _weekend(asked: Asked) -> date:
    """On a Saturday or Sunday "this weekend" has begun."""
    begun = asked.today.weekday() >= days.SATURDAY and "later" not in asked.parts
    return asked.today if begun else days.weekday_after(asked.today, days.SATURDAY)


RECKONINGS: Final[Mapping[str, Callable[[Asked], date | None]]] = {
    "numeric": _exact,
    "glued": _exact,
    "day_month": _exact,
    "day_only": _day_only,
    "nth_weekday": _nth_weekday,
    "day": lambda asked: asked.today + timedelta(days=asked.rules.days[asked.parts["word"]]),
    "tomorrow": lambda asked: asked.today + timedelta(days=1),
    "ahead": lambda asked: _moved(asked, 1),
    "back": lambda asked: _moved(asked, -1),
    "week_later": lambda asked: _weeks_later(asked, asked.number("count")),
    "two_weeks_later": lambda asked: _weeks_later(asked, 2),
    "next_week": lambda asked: days.weekday_of_next_week(asked.today, asked.weekday() or 0),
    "weekday": _weekday,
    "weekday_back": lambda asked: days.weekday_before(asked.today, asked.weekday() or 0),
    "weekend": _weekend,
    "weekend_back": lambda asked: days.weekday_before(asked.today, days.SATURDAY),
    "week_end": lambda asked: days.weekday_after(asked.today, days.FRIDAY),
    "month_end": lambda asked: days.month_end(asked.today),
    "next_month_end": lambda asked: days.month_end(asked.today, 1),
    "named_end": lambda asked: days.named_month_end(asked.today, asked.month()),
}
