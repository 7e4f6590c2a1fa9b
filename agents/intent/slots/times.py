"""Times of day: "half past nine", "halb zehn", "15h30", "a las cinco". Forms: `languages/de/times.json`.

An hour from 1 to 6 without "am", "pm" or a part of the day near it is in the afternoon, since no garage is open before
seven; one written with a zero ("04:30") is not. "Half nine" is 09:30 in English and "halb neun" 08:30 in German.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.patterns import groups, one_of, phrase, span
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

LAST_AFTERNOON_HOUR: Final = 6
"""Hours from 1 to this one are after noon unless the customer says otherwise."""
PART_REACH: Final = 24
"""How far from an hour "evening" or "nachmittags" may stand, characters."""
CLAUSE: Final = re.compile(r"[!?;,.\n]")
PUNCTUATION: Final = r"$|[;!?)]|[,:](?!\d)|[.](?!\d)"
PUNCTUATION_BUT_POINTS: Final = r"$|[;!?)]|[,:](?!\d)|[.]\s*$"
"""Where a point after a number makes it a day, unless the message ends there."""
FIXED: Final = "fixed "
MINUTES: Final[Mapping[str, int]] = {
    "half_to": -30,
    "three_quarters": -15,
    "one_quarter": -45,
}
"""Minutes that a form of words is away from the hour it names."""


class Rules(NamedTuple):
    """One language's words, compiled."""

    forms: tuple[tuple[str, re.Pattern[str]], ...]
    more: re.Pattern[str]
    """A second hour: "9 or 10"."""
    lasts: re.Pattern[str]
    """What stands before a number of hours."""
    whole_day: re.Pattern[str]
    """"24 hours"."""
    implies_am: re.Pattern[str]
    implies_pm: re.Pattern[str]


def times(reading: Reading, language: str) -> Iterator[Found]:
    """Every time that is named, as HH:MM on a clock of 24 hours."""
    rules = _rules(language)
    for name, form in rules.forms:
        for match in form.finditer(reading.plain):
            yield from _found(reading, name, match, rules)
            following = rules.more.match(reading.plain, match.end())
            if following and name == "clock":
                yield from _found(reading, name, following, rules)


def _found(reading: Reading, name: str, match: re.Match[str], rules: Rules) -> Iterator[Found]:
    start, end = span(match, "kept")
    if name == "words" and not reading.in_words(start, end):
        return
    if rules.whole_day.match(reading.plain, start) or rules.lasts.search(
        reading.plain, max(0, start - PART_REACH), start
    ):
        return
    value = name.removeprefix(FIXED) if name.startswith(FIXED) else _value(reading, name, match, rules)
    if value:
        yield Found(*reading.where(start, end), value)


def _value(reading: Reading, name: str, match: re.Match[str], rules: Rules) -> str | None:
    parts = groups(match)
    hour, minute = int(parts["hour"]), _minutes(name, parts)
    if hour > 24 or abs(minute) > 59:
        return None
    of_day = (hour * 60 + minute) % (24 * 60)
    return _written(of_day + _half_day(of_day // 60, match, reading, rules) * 60)


def _minutes(name: str, parts: Mapping[str, str]) -> int:
    """Minutes after the hour that is named, or before it."""
    said = 30 if "half" in parts else 15 if "quarter" in parts else int(parts.get("minute", "0"))
    if name == "around_half":
        return -30 + (said if "after" in parts else -said)
    return MINUTES.get(name, -said if name == "to" else said)


def _half_day(hour: int, match: re.Match[str], reading: Reading, rules: Rules) -> int:
    """Hours to add: 12 in the afternoon and evening, -12 for "12 am"."""
    parts = groups(match)
    part = "am" if "am" in parts else "pm" if "pm" in parts else _part_near(match, reading, rules)
    if hour > 12 or parts["hour"].startswith("0"):
        return 0
    if part == "am":
        return -12 if hour == 12 else 0
    if part == "pm":
        return 12 if hour < 12 else 0
    return 12 if hour <= LAST_AFTERNOON_HOUR and parts["hour"] != "24" else 0


def _part_near(match: re.Match[str], reading: Reading, rules: Rules) -> str | None:
    """The part of the day that the same clause speaks of."""
    start, end = match.span()
    before = reading.plain[max(0, start - PART_REACH) : start]
    stops = [stop.end() for stop in CLAUSE.finditer(before)]
    following = CLAUSE.search(reading.plain, end, end + PART_REACH)
    clause = (
        before[stops[-1] if stops else 0 :],
        reading.plain[end : following.start() if following else end + PART_REACH],
    )
    for words in clause:
        if rules.implies_pm.search(words):
            return "pm"
        if rules.implies_am.search(words):
            return "am"
    return None


def _written(minutes: int) -> str:
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour:02}:{minute:02}"


@cache
def _rules(language: str) -> Rules:
    words, weekday = words_of(Times, language), one_of(words_of(Dates, language).weekdays)
    parts = _parts(words, weekday)
    fixed = [(f"{FIXED}{value}", phrase(form, parts)) for form, value in words.fixed.items()]
    forms = [(name, phrase(form, parts, r"(?<![\w.,:/])", r"(?![\w/%]|[.:]\d)")) for name, form in words.forms]
    minute = r"(?::(?P<minute>[0-5]\d))?"
    more = rf" ?(?:{words.joins}) ?(?P<kept>(?P<hour>\d{{1,2}}){minute}{parts['part']})(?= ?{parts['end']})"
    return Rules(
        forms=(*fixed, *forms),
        more=phrase(more, parts, left=""),
        lasts=phrase(words.lasts, parts, right=r" ?\Z"),
        whole_day=re.compile(rf"24 ?(?:{words.hours}|h\b)"),
        implies_am=phrase(words.implies_am, parts),
        implies_pm=phrase(words.implies_pm, parts),
    )


def _parts(words: Times, weekday: str) -> dict[str, str]:
    """What the placeholders of the forms stand for."""
    said = f"(?:(?P<am>{words.am})|(?P<pm>{words.pm}))"
    ends = words.ends.replace("{weekday}", weekday)
    stop = PUNCTUATION_BUT_POINTS if words.point_makes_ordinal else PUNCTUATION
    last = rf"(?=\s?(?:{stop}|(?:{ends})(?!\w)))"
    hour = r"(?:[01]?\d|2[0-4])(?:[:.]\d\d)?"
    joined = rf"(?:{words.joins}) ?{hour}(?: ?(?:{words.am}|{words.pm}|{words.hour_signs})|{last})"
    return {
        "before": words.before.replace("{weekday}", weekday),
        "end": rf"(?:{stop}|(?:{ends})(?!\w)|{joined})",
        "said": said,
        "part": f"(?: ?{said})?",
    }
