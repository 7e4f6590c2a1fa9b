"""Days: "next Tuesday", "am 3.4.", "le 12 mai", "dentro de dos semanas". Words and forms: `languages/de/dates.json`.

What a day without more means:
- a weekday is the next such day after today; a day without a year is the next such day, today included;
- the other way round where the sentence is plainly about the past: "since 3 May", or a clause with a word of the past
  ("I brought it in on 3 May") and none of a wish ("can", "need", "please");
- a year of two digits is ahead for ten years, else behind ("12.03.99"); after a month's name it needs an apostrophe,
  a clause about the past or a number that no hour has;
- "the first Monday in May" is the next such day, "the last Friday of the month" of this month or the next;
- a weekend is its Saturday, the end of a week its Friday, the end of a month its last day;
- 12/05 is 12 May in every language; 05/25 can only be 25 May.
A week or a month alone ("next week"), every such day ("every Tuesday") and opening hours ("Monday to Friday") are none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots import days
from agents.intent.slots.date_ranges import date_ranges, forms
from agents.intent.slots.patterns import groups, one_of, phrase, span
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from contracts.months import month_after, months_after
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

PUNCTUATION: Final = r"$|[;!?)]|[.,:](?!\d)"
CLAUSE: Final = re.compile(r"[!?;,\n]|(?<!\d)\.\s|\.\s(?=[A-Z])")
NUMBERS: Final = (
    r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
    r"(?:{on}) (?P<kept>(?P<day>0[1-9]|[12]\d|3[01])(?P<month>0[1-9]|1[0-2])(?P<year>20\d\d))",
    r"(?P<year>(?:19|20)\d\d)[\-/.](?P<month>[01]?\d)[\-/.](?P<day>[0-3]?\d)",
    r"(?:{wd},? (?:{the})?)?(?P<day>[0-3]?\d)[./\-](?P<month>[0-3]?\d)[./\-](?P<year>(?:19|20)?\d\d)",
    r"(?:{wd},? (?:{the})?)?(?P<day>[0-3]\d)/(?P<month>[0-3]\d)",
    r"(?:{on}) (?P<kept>(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d))",
    r"{wd},? (?:{the})?(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d)",
)
"""Dates in digits, the same in every language."""
STAMP: Final = r"(?=t\d\d?:?\d\d)|(?=,\d\d?:\d\d)"
"""What follows a day in a time stamp (ISO 8601)."""
SHORT_YEAR: Final = r"[ \-](?:{year_links})?(?P<short>\d\d)(?!\d|\.?-?\d| ?(?:[:%€$£/]|{not_years}))"
"""A year of two digits without an apostrophe, after a month's name."""
LAST_HOUR: Final = 24
"""Up to this number two digits after a day may be an hour, unless the clause is about the past."""
OLDEST: Final = 50
"""From this number on a year of two digits without an apostrophe is of the last century; those between are none."""
AROUND_THE_CLOCK: Final = "24/7"
REACH: Final = 20
"""How far before a day "since" or "every" may stand, characters."""
LAST_ORDINAL: Final = 3
"""Up to "the third", a number word without a month is more often a count than a day."""


class Asked(NamedTuple):
    """What the reckoning of one date needs to know."""

    rules: "Rules"
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


class Rules(NamedTuple):
    """One language's words, compiled."""

    months: Mapping[str, int]
    verbs: frozenset[str]
    """Months whose name, in small letters, is more often another word."""
    verbs_unless: re.Pattern[str]
    versions: re.Pattern[str]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    bases: Mapping[str, int]
    units: Mapping[str, int]
    nth: Mapping[str, int]
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    ranges: re.Pattern[str]
    """Opening hours, unless the message is about moving a day to another."""
    moves: re.Pattern[str]
    recurring: re.Pattern[str]
    lead: re.Pattern[str]
    since: re.Pattern[str]
    past: re.Pattern[str]
    ahead: re.Pattern[str]


def dates(reading: Reading, language: str, today: date) -> Iterator[Found]:
    """Every day that is named, as ISO 8601."""
    rules = _rules(language)
    moving = rules.moves.search(reading.plain)
    closed = [] if moving else [match.span() for match in rules.ranges.finditer(reading.plain)]
    for form in forms(language):
        for match in form.finditer(reading.plain):
            stretch = date_ranges(reading, match, today, past=_looks_back(reading, match, rules))
            if stretch:
                yield Found(*reading.where(*stretch.start), stretch.first.isoformat())
                yield Found(*reading.where(*stretch.until), stretch.last.isoformat())
    for name, form in rules.forms:
        for match in form.finditer(reading.plain):
            start, end = span(match, "kept")
            if any(start < other and first < end for first, other in closed) or not _is_date(reading, match, rules):
                continue
            day = _reckoned(name, Asked(rules, today, _is_past(reading, match, rules), groups(match)))
            if day:
                lead = rules.lead.match(reading.plain, start, end)
                first, last = reading.where(lead.end() if lead else start, end)
                yield Found(first, last, day.isoformat())


def _is_date(reading: Reading, match: re.Match[str], rules: Rules) -> bool:
    """Not "24/7", not "every Tuesday", not the verb in "2 may need"; and "the third" alone is a count."""
    parts, (start, end) = groups(match), span(match, "kept")
    before = (reading.plain, max(0, start - REACH), start)
    if (
        reading.plain[start:end] == AROUND_THE_CLOCK
        or rules.versions.search(*before)
        or rules.recurring.search(*before)
    ):
        return False
    month = parts.get("month", "")
    if month in rules.verbs:
        first, _ = reading.where(*span(match, "month"))
        return reading.text[first].isupper() or bool(rules.verbs_unless.search(match.group()))
    if "month" not in parts and "day" in parts and reading.in_words(start, end):
        return int(parts["day"]) > LAST_ORDINAL
    return True


def _is_past(reading: Reading, match: re.Match[str], rules: Rules) -> bool:
    first = span(match, "kept")[0]
    since = rules.since.search(reading.plain, max(0, first - REACH), first)
    return bool(since) or _looks_back(reading, match, rules)


def _looks_back(reading: Reading, match: re.Match[str], rules: Rules) -> bool:
    """Whether the clause is about the past."""
    start, end = reading.where(*match.span())
    stops = [stop.end() for stop in CLAUSE.finditer(reading.text, 0, start)]
    following = CLAUSE.search(reading.text, end)
    clause = reading.text[stops[-1] if stops else 0 : following.start() if following else None].lower()
    return bool(rules.past.search(clause)) and not rules.ahead.search(clause)


def _reckoned(name: str, asked: Asked) -> date | None:
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


@cache
def _rules(language: str) -> Rules:
    words = words_of(Dates, language)
    weekdays = words.weekdays | words.short_weekdays
    parts = _parts(words, words_of(Times, language))
    named = [("day", f"(?P<word>{one_of(words.days)})"), *words.forms]
    named += [(name, form.replace("{year}", SHORT_YEAR)) for name, form in words.forms if "{year}" in form]
    forms = [(name, phrase(form, parts, r"(?<![\w./])", r"(?![\w/])")) for name, form in named]
    right = rf"(?:{STAMP}|(?![\w/%]|[.,\-]\d))"
    digits = [("numeric", phrase(form, parts, r"(?<![\w./,\-])", right)) for form in NUMBERS]
    return Rules(
        months=words.months,
        verbs=frozenset(words.verbs),
        verbs_unless=re.compile(words.verbs_unless or "(?!)"),
        versions=phrase(words.versions, {}, right=r" ?\Z"),
        weekdays=weekdays,
        days=words.days,
        bases=words.bases,
        units=words.units,
        nth=words.nth,
        forms=(*forms, *digits),
        ranges=phrase(words.ranges, parts),
        moves=phrase(words.moves, parts),
        recurring=phrase(words.recurring, parts, right=rf" (?:(?:{parts['nth']}) )?\Z"),
        lead=phrase(words.lead, parts, right=""),
        since=phrase(words.since, parts, right=r" \Z"),
        past=phrase(words.past, parts),
        ahead=phrase(words.ahead, parts),
    )


def _parts(words: Dates, hours: Times) -> dict[str, str]:
    """What the placeholders of the forms stand for."""
    clock = "|".join((hours.clock_signs, hours.hour_units, hours.hour_signs, hours.am, hours.pm))
    weekdays = words.weekdays | words.short_weekdays
    return {
        "ends_day": rf"(?:{PUNCTUATION}|{words.ends_day})",
        "any_weekday": rf"(?:{one_of(weekdays)})",
        "wd": rf"(?P<weekday>{one_of(weekdays)})\.?",
        "weekday": rf"(?P<weekday>{one_of(words.weekdays)})",
        "short_weekday": rf"(?P<weekday>{one_of(words.short_weekdays)})",
        "month": rf"(?P<month>{one_of(words.months)})",
        "day": r"(?P<day>[0-3]?\d)",
        "year": words.year,
        "year_links": words.year_links or "(?!)",
        "not_years": f"(?:{clock}|km|miles|meilen|millas|miglia|euros?|eur|ps|hp|cv)(?!\\w)",
        "nth": one_of(words.nth),
        "count": rf"(?P<count>\d{{1,3}}|{words.articles})",
        "units": one_of(words.units),
        "on": words.on,
        "the": words.the,
    }
