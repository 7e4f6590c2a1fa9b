"""The words and forms of days of one language, compiled."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.patterns import one_of, phrase
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

PUNCTUATION: Final = r"$|[;!?)]|[.,:](?!\d)"
SIGNS: Final = ("/", r"\.", "-")
"""What stands between the numbers of a day: the same sign twice."""
NUMBERS: Final = (
    *(rf"(?P<year>(?:19|20)\d\d){sign}(?P<month>[01]?\d){sign}(?P<day>[0-3]?\d)" for sign in SIGNS),
    *(
        rf"(?:{{wd}},? (?:{{the}})?)?(?P<day>[0-3]?\d){sign}(?P<month>[0-3]?\d){sign}(?P<year>(?:19|20)?\d\d)"
        for sign in SIGNS
    ),
    r"(?:{wd},? (?:{the})?)?(?P<day>[0-3]\d)/(?P<month>[0-3]\d)",
    r"(?:{on}) (?P<kept>(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d))",
    r"{wd},? (?:{the})?(?P<day>[0-3]?\d)/(?P<month>[0-3]?\d)",
)
"""Dates in digits, the same in every language."""
GLUED: Final = (
    r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
    r"(?:{on}) (?P<kept>(?P<day>0[1-9]|[12]\d|3[01])(?P<month>0[1-9]|1[0-2])(?P<year>20\d\d))",
)
"""Dates in eight digits; after a word such as "part number" they are that number."""
STAMP: Final = r"(?=t\d\d?:?\d\d)|(?=,\d\d?:\d\d)"
"""What follows a day in a time stamp (ISO 8601)."""
SHORT_YEAR: Final = r"[ \-](?:{year_links})?(?P<short>\d\d)(?!\d|\.?-?\d| ?(?:[:%€$£/]|{not_years}))"
"""A year of two digits without an apostrophe, after a month's name."""


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


@cache
def rules_of(language: str) -> Rules:
    """The words of a language that is served."""
    words = words_of(Dates, language)
    weekdays = words.weekdays | words.short_weekdays
    parts = _parts(words, words_of(Times, language))
    named = [("day", f"(?P<word>{one_of(words.days)})"), *words.forms]
    named += [(name, form.replace("{year}", SHORT_YEAR)) for name, form in words.forms if "{year}" in form]
    forms = [(name, phrase(form, parts, r"(?<![\w./])", r"(?![\w/])")) for name, form in named]
    right = rf"(?:{STAMP}|(?![\w/%]|[.,\-]\d))"
    left = r"(?<![\w./,\-])"
    digits = [("numeric", phrase(form, parts, left, right)) for form in NUMBERS]
    digits += [("glued", phrase(form, parts, left, right)) for form in GLUED]
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
