"""Two days in digits that bound a stretch of time: "03.12.-07.12.", "vom 3. bis 7.12.26", "du 03/12 au 07/12".

The first day takes the month and year it lacks from the second, and never lies after it. Something has to show that the
numbers are days: a word such as "from" before them, a year, points after both, or two digits each on both sides of a
slash. Numbers with one point ("2.0-2.5 litres") are no days.
"""

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots import days
from agents.intent.slots.patterns import groups, phrase, span
from agents.intent.slots.reading import Reading
from languages.topic import words_of
from languages.topics.dates import Dates

DAY, MONTH, YEAR = r"[0-3]?\d", r"[01]?\d", r"(?:19|20)?\d\d"
PADDED: Final = re.compile(r"\d\d/\d\d(?!\d)")
LINK: Final = r"(?: ?- ?| (?:{links}) (?:(?:{the}))?)"
FIRST: Final = (
    rf"(?P<start>(?P<firstday>{DAY})"
    rf"(?:(?P<firstsep>[./])(?:(?P<firstmonth>{MONTH})(?:[./](?P<firstyear>{YEAR})|(?P<firststop>\.))?)?)?)"
)
LAST: Final = rf"(?P<until>(?P<day>{DAY})[./](?P<month>{MONTH})(?:[./](?P<year>{YEAR})|(?P<stop>\.))?)"
DASHED: Final = rf"(?P<firstday>{DAY})-(?P<firstmonth>{MONTH})-(?P<firstyear>{YEAR})"
ISO: Final = r"(?P<firstyear>20\d\d)-(?P<firstmonth>[01]\d)-(?P<firstday>[0-3]\d)"
FORMS: Final = (
    rf"(?:(?P<from>{{starts}}) )?(?P<kept>{FIRST}{LINK}{LAST})",
    rf"(?P<kept>(?P<start>{DASHED}){LINK}(?P<until>{DASHED.replace('<first', '<')}))",
    rf"(?P<kept>(?P<start>{ISO})(?:/| ?- ?)(?P<until>{ISO.replace('<first', '<')}))",
)
NO_DAYS: Final = r"(?![\w/%]|[.,\-]\d| ?(?:km|l|mm|cm|bar|v)\b)"


class Days(NamedTuple):
    """Two days and where they stand in `plain`."""

    start: tuple[int, int]
    until: tuple[int, int]
    first: date
    last: date


def date_ranges(reading: Reading, match: re.Match[str], today: date, *, past: bool) -> Days | None:
    """The two days of a match of `forms`; None if it is none."""
    parts = groups(match)
    if not _is_range(match, parts):
        return None
    last = _last(parts, today, past=past)
    first = _first(parts, last) if last else None
    if last is None or first is None:
        return None
    return Days(span(match, "start"), span(match, "until"), first, last)


@cache
def forms(language: str) -> tuple[re.Pattern[str], ...]:
    """What two days look like."""
    words = words_of(Dates, language)
    parts = {"starts": words.range_starts, "links": words.range_links, "the": words.the or "(?!)"}
    return tuple(
        phrase(form, parts, r"(?<![\w./,\-])", r"(?![\w/%]|[.,\-]\d| ?(?:km|l|mm|cm|bar|v)\b)") for form in FORMS
    )


def _is_range(match: re.Match[str], parts: dict[str, str]) -> bool:
    separated = "firstsep" in parts or "/" in match.group() or "stop" in parts
    if "year" in parts or ("from" in parts and separated):
        return True
    if "firstmonth" in parts and "firststop" in parts and "stop" in parts:
        return True
    if parts.get("firstsep") == "." and "firstmonth" not in parts:
        return "stop" in parts
    return all(PADDED.fullmatch(match.string, *span(match, side)) for side in ("start", "until"))


def _last(parts: dict[str, str], today: date, *, past: bool) -> date | None:
    day, month = int(parts["day"]), int(parts["month"])
    if "year" in parts:
        return days.valid(days.full_year(parts["year"], today, past=past), month, day)
    return days.nearest(today, month, day, past=past)


def _first(parts: dict[str, str], last: date) -> date | None:
    day, month = int(parts["firstday"]), int(parts.get("firstmonth", last.month))
    if "firstyear" in parts:
        return days.valid(days.full_year(parts["firstyear"], last, past=True), month, day)
    return days.nearest(last, month, day, past=True)
