"""Days and times that a text names, however they are written.

"12 May 2026", "12.5.2026", "2026-05-12"    one day
"May 2026", "12 May", "on Tuesdays"         less of one: a month, a day of no year, a weekday
"Monday to Friday"                          five weekdays
"2.30 pm", "14:30", "14 h 30"               one time; "2:30" may be either half of the day
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from languages.normalise import same_length
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

_ISO: Final = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_IN_DIGITS: Final = re.compile(
    r"(?<![\d.,/])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.,]\d)"
)
_CLOCK: Final = re.compile(r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?::| ?h ?)(?P<minute>[0-5]\d)(?![\d:])")
_POINTED: Final = r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:\.(?P<minute>[0-5]\d))?"
_HALF_DAY: Final = 12 * 60
_WEEK: Final = 7
_LETTERS_OF_A_NAME: Final = 4
"""Shorter names of months and those that are words too count beside a number only."""


class Day(NamedTuple):
    """What a text says of a day; None where it does not say."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    """Monday is 0."""

    def may_be(self, other: "Day") -> bool:
        """Whether both may be one day."""
        return all(one is None or two in (None, one) for one, two in zip(self, other, strict=True))

    def within(self, other: "Day") -> bool:
        """Whether the other says all of this."""
        return all(one in (None, two) for one, two in zip(self, other, strict=True))


class Named(NamedTuple):
    """Where a day or a time stands, and its readings."""

    start: int
    end: int
    days: frozenset[Day] = frozenset()
    minutes: frozenset[int] = frozenset()
    """Since midnight."""


def days_named(text: str, language: str) -> list[Named]:
    """Return the days of a text."""
    plain = same_length(text)
    found = [*_numeric(plain), *_with_month(plain, language)]
    taken = blanked(plain, found)
    return [*found, *_on_weekdays(taken, language)]


def _on_weekdays(plain: str, language: str) -> Iterator[Named]:
    """Weekdays, and those between two that bound a stretch: "Monday to Friday" names five."""
    weekdays, before = words_of(Dates, language).weekdays, None
    for match in _weekdays(language).finditer(plain):
        number = weekdays[match["weekday"]]
        first = number
        if before and _stretch(language).fullmatch(plain, before.end(), match.start()):
            first = (weekdays[before["weekday"]] + 1) % _WEEK
        for step in range((number - first) % _WEEK + 1):
            day = Day(None, None, None, (first + step) % _WEEK)
            yield Named(*match.span(), days=frozenset({day}))
        before = match


def times_named(text: str, language: str) -> list[Named]:
    """Return the times of day of a text."""
    plain = same_length(text)
    found = [_time(match, plain, language) for match in _CLOCK.finditer(plain)]
    found += [_time(match, plain, language) for match in _with_sign(language).finditer(blanked(plain, found))]
    return [*found, *_by_name(blanked(plain, found), language)]


def blanked(text: str, found: list[Named]) -> str:
    """Return a text with blanks where days or times stand, so that offsets stay true."""
    for one in found:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _numeric(plain: str) -> Iterator[Named]:
    for match in _ISO.finditer(plain):
        yield Named(*match.span(), frozenset({Day(int(match["year"]), int(match["month"]), int(match["day"]), None)}))
    for match in _IN_DIGITS.finditer(plain):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        year += 2000 * (year < 100)
        both = {(one, two)} if match["sep"] == "." else {(one, two), (two, one)}
        if days := frozenset(Day(year, month, day, None) for day, month in both if 0 < month <= 12 and 0 < day <= 31):
            yield Named(*match.span(), days=days)


def _with_month(plain: str, language: str) -> Iterator[Named]:
    words = words_of(Dates, language)
    for match in _months(language).finditer(plain):
        name, day = match["month"], match["before"] or match["after"]
        alone = not (day or match["year"])
        if alone and (len(name) < _LETTERS_OF_A_NAME or name in words.verbs):
            continue
        year = int(match["year"]) if match["year"] else None
        yield Named(*match.span(), frozenset({Day(year, words.months[name], int(day) if day else None, None)}))


def _time(match: re.Match[str], plain: str, language: str) -> Named:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    sign = _sign(language).match(plain, match.end())
    end, half = sign.end() if sign else match.end(), None
    for is_pm, pattern in enumerate(_halves(language)):
        if said := pattern.match(plain, match.end("minute") if match["minute"] else match.end("hour")):
            end, half = max(end, said.end()), is_pm
    start = hour * 60 + minute
    if half is None:
        return Named(match.start(), end, minutes=frozenset({start, start + _HALF_DAY} if hour < 12 else {start}))
    return Named(match.start(), end, minutes=frozenset({start % _HALF_DAY + half * _HALF_DAY}))


def _by_name(plain: str, language: str) -> Iterator[Named]:
    for name, clock in words_of(Times, language).fixed.items():
        hour, minute = map(int, clock.split(":"))
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", plain):
            yield Named(*match.span(), minutes=frozenset({hour * 60 + minute}))


@cache
def _months(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, words_of(Dates, language).months), key=len, reverse=True))
    ordinal, of = r"(?:\.|st|nd|rd|th|er|º|°)?", r"(?: (?:of|de|di))?"
    year = r"(?:,? (?:(?:de|del|of) )?(?P<year>(?:19|20)\d\d)(?!\d))?"
    return re.compile(
        rf"(?<![\w.,/-])(?:(?P<before>[0-3]?\d){ordinal}{of} ?-?)?(?<![^\W\d_])(?P<month>{names})(?!\w)\.?"
        rf"(?: (?P<after>[0-3]?\d)(?:st|nd|rd|th)?(?!\w|[.,:]\d| ?%))?{year}"
    )


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<weekday>{'|'.join(words_of(Dates, language).weekdays)})s?(?!\w)")


@cache
def _stretch(language: str) -> re.Pattern[str]:
    """What stands between two weekdays that bound a stretch: what links days, but for "and" and what begins with it."""
    ands = rf"(?:{words_of(Times, language).range_ands})(?: .*)?"
    links = [link for link in words_of(Dates, language).range_links.split("|") if not re.fullmatch(ands, link)]
    return re.compile(rf"\s?-\s?|\.?\s(?:{'|'.join(links)})\s")


@cache
def _halves(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What puts a time before noon, and after it."""
    words = words_of(Times, language)
    sign = rf"\s?(?:(?:{words.clock_signs}|{words.hour_units})\s)?"
    return re.compile(rf"{sign}(?:{words.am})(?!\w)"), re.compile(rf"{sign}(?:{words.pm})(?!\w)")


@cache
def _sign(language: str) -> re.Pattern[str]:
    """What may follow the time and belongs to it: "9:00 Uhr"."""
    words = words_of(Times, language)
    return re.compile(rf"\s?(?:{words.clock_signs}|{words.hour_units})(?!\w)")


@cache
def _with_sign(language: str) -> re.Pattern[str]:
    """An hour that only a sign behind it makes a time."""
    words = words_of(Times, language)
    sign = rf"\s?(?:{words.clock_signs}|{words.am}|{words.pm})(?!\w)"
    ahead = rf"(?=\s?(?:-|–|{words.range_links}|{words.range_ands})\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?{sign})"
    return re.compile(rf"{_POINTED}(?:(?={sign})|{ahead})(?:\s?(?:{words.clock_signs})(?!\w))?")
