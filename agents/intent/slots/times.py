"""Times of day: "half past nine", "halb zehn", "15h30", "a las cinco". Forms: `languages/de/times.json`.

"Half nine" is 09:30 in English and "halb neun" 08:30 in German; which half of the day is meant, `clock.py` says. Where
two hours bound a stretch ("9 to 11"), `hour_ranges.py` reads both, and no other form reads them anew.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.clock import (
    APART,
    PART_REACH,
    clause_around,
    hours_to_add,
    is_noon,
    levels,
    part_near,
    placeholders,
    said_part,
    written,
)
from agents.intent.slots.hour_ranges import hour_ranges
from agents.intent.slots.patterns import groups, phrase, span
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of
from languages.topics.times import Times

FIXED: Final = "fixed "
MINUTES: Final[Mapping[str, int]] = {
    "half_to": -30,
    "three_quarters": -15,
    "one_quarter": -45,
}
"""Minutes that a form of words is away from the hour it names."""
STAMPS: Final = (
    (
        r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)?",
        r"(?:(?<=\d\d\d\d-\d\d-\d\d[t ,])|(?<=\d\d\.\d\d\.\d\d\d\dt))",
    ),
    (r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:[0-5]\d)?z?", r"(?<=20\d\d[01]\d[0-3]\dt)"),
)
"""The time that follows a day in a time stamp (ISO 8601), and what stands before it."""
AFTER_PHONE: Final = r"(?:(?<=\d{6} )|(?<=\d{3} \d{3} )|(?<=(?: \d\d){4} ))"
"""The end of a phone number, after which hours and minutes need no sign."""
DEED_REACH: Final = 60
"""How far from a bare hour the words stand that make it one, characters."""


class Rules(NamedTuple):
    """One language's words, compiled."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    more: re.Pattern[str]
    """A second hour: "9 or 10"."""
    lasts: re.Pattern[str]
    """What stands before a number of hours."""
    levels: re.Pattern[str]
    """What stands before a number that is a level."""
    whole_day: re.Pattern[str]
    """"24 hours"."""
    deeds: re.Pattern[str]


def times(reading: Reading, language: str) -> Iterator[Found]:
    """Every time that is named, as HH:MM on a clock of 24 hours."""
    rules = _rules(language)
    taken = list[tuple[int, int]]()
    for stretch in hour_ranges(reading, language):
        taken.append((stretch.start, stretch.end))
        yield from stretch.hours
    for name, form in rules.forms:
        for match in form.finditer(reading.plain):
            start, end = span(match, "kept")
            if any(start < last and first < end for first, last in taken):
                continue
            yield from _found(reading, name, match, language)
            following = rules.more.match(reading.plain, match.end())
            if following:
                yield from _found(reading, "clock", following, language)


def _found(reading: Reading, name: str, match: re.Match[str], language: str) -> Iterator[Found]:
    rules, (start, end) = _rules(language), span(match, "kept")
    if name == "words" and not reading.in_words(start, end):
        return
    before = (reading.plain, max(0, start - PART_REACH), start)
    if name == "bare":
        if _is_named(reading, end, rules) or not _happens(reading, match, language):
            return
    elif reading.plain[start:end].isdecimal() and rules.levels.search(*before):
        return
    if rules.whole_day.match(reading.plain, start) or rules.lasts.search(*before):
        return
    value = name.removeprefix(FIXED) if name.startswith(FIXED) else _value(reading, name, match, language)
    if value:
        yield Found(*reading.where(start, end), value)


def _happens(reading: Reading, match: re.Match[str], language: str) -> bool:
    """Whether the clause speaks of a part of the day, or of something that happens at an hour."""
    near = clause_around(reading.plain, *span(match, "kept"), DEED_REACH)
    return any(map(_rules(language).deeds.search, near)) or part_near(reading, *match.span(), language) is not None


def _is_named(reading: Reading, end: int, rules: Rules) -> bool:
    """Whether a bare number belongs to the name or the German noun after it: "at 4 Mill Road".

    Who does something at an hour has a name too: "at 9 Anna brings it".
    """
    _, after = reading.where(end, end)
    following = " ".join(reading.plain[end:].split()[:2])
    return reading.text[after:].lstrip()[:1].isupper() and not rules.deeds.search(following)


def _value(reading: Reading, name: str, match: re.Match[str], language: str) -> str | None:
    parts = groups(match)
    hour, minute = int(parts["hour"]), _minutes(name, parts)
    if hour > 24 or abs(minute) > 59:
        return None
    of_day = (hour * 60 + minute) % (24 * 60)
    said = said_part(parts)
    part = said or part_near(reading, *match.span(), language)
    exact = parts["hour"].startswith("0") or parts["hour"] == "24"
    near = said is None or is_noon(parts)
    return written(of_day + hours_to_add(of_day // 60, part, language, near=near, exact=exact) * 60)


def _minutes(name: str, parts: Mapping[str, str]) -> int:
    """Minutes after the hour that is named, or before it."""
    said = 30 if "half" in parts else 15 if "quarter" in parts else int(parts.get("minute", "0"))
    if name == "around_half":
        return -30 + (said if "after" in parts else -said)
    return MINUTES.get(name, -said if name == "to" else said)


@cache
def _rules(language: str) -> Rules:
    words, parts = words_of(Times, language), placeholders(language)
    fixed = [(f"{FIXED}{value}", phrase(form, parts)) for form, value in words.fixed.items()]
    forms = [(name, phrase(form, parts, APART, r"(?![\w/%]|[.:]\d)")) for name, form in words.forms]
    stamps = [("clock", phrase(form, {}, left)) for form, left in STAMPS]
    links, named = rf"(?:-|{words.range_links}|{words.joins})", "|".join(words.fixed)
    sign = f"(?:{words.clock_signs}|{words.hour_signs})"
    until = phrase(
        rf"(?P<kept>(?P<hour>\d{{1,2}})(?::(?P<minute>[0-5]\d))?(?: ?{sign})?)(?= ?{links} ?(?:{named})(?!\w))",
        parts,
        APART,
    )
    after_phone = phrase(rf"(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d)(?= ?{parts['end']})", parts, AFTER_PHONE)
    minute = r"(?::(?P<minute>[0-5]\d))?"
    more = rf" ?(?:{words.joins}) ?(?P<kept>(?P<hour>\d{{1,2}}){minute}{parts['part']})(?= ?{parts['end']})"
    return Rules(
        forms=(*fixed, *stamps, ("clock", until), ("clock", after_phone), *forms),
        more=phrase(more, parts, left=""),
        lasts=phrase(words.lasts, parts, right=r" ?\Z"),
        levels=phrase(levels(language), {}, right=r" \Z"),
        whole_day=re.compile(rf"24 ?(?:{words.hours}|h\b)"),
        deeds=phrase(f"{words.deeds}|{parts['any_day']}", {}),
    )
