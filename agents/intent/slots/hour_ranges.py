"""Two hours that bound a stretch of the day: "9 to 11 on Friday", "9-10am", "von 9 bis 11", "entre las 9 y las 11".

Both numbers must be hours, and something has to say so: a sign such as "am" or "Uhr", a word such as "from" before them
or, where there is neither, a day or a deed ("come", "termin") in the same clause and a word after them that no number
counts. "2 to 3 weeks", "9-3" and "9 to 11 euros" are no stretch of the day.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from agents.intent.slots.clock import (
    APART,
    HALF,
    PART_REACH,
    Part,
    clause_around,
    hours_to_add,
    is_noon,
    levels,
    part_near,
    placeholders,
    said_part,
    written,
)
from agents.intent.slots.patterns import groups, phrase, span
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from languages.telling_words import neutral_words
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

DEED_REACH: Final = 40
"""How far from two hours the words stand that make them hours, characters."""
OTHER_HALF: Final = HALF * 60
DAY: Final = 2 * OTHER_HALF
MINUTES_BEFORE: Final = frozenset({"5", "10", "20", "25"})
"""Minutes that people name before an hour, in languages that do so with the word of a range ("10 to 5")."""


SIGNS: Final = frozenset({"sign", "firstsign", "am", "pm", "night", "firstam", "firstpm", "firstnight"})
"""Groups that make both numbers hours of the clock."""

NUMBERS_BEFORE: Final = r"\d\d?[./]\d\d?[./]?(?:\d\d)?(?:\d\d)?|\d{6,}|\d\d \d\d \d\d|\d{3}[ \-]\d{4}"
"""A day in digits, or the end of a phone number."""


class Stretch(NamedTuple):
    """Where two hours stand in `plain`."""

    start: int
    end: int
    hours: tuple[Found, ...]
    """Both hours; none where they are a number of hours."""


class Rules(NamedTuple):
    """One language's words, compiled."""

    form: re.Pattern[str]
    lasts: re.Pattern[str]
    """What stands before a number of hours, or before levels."""
    fractions: re.Pattern[str]
    goes_on: re.Pattern[str]
    """What may follow an hour."""
    day_before: re.Pattern[str]
    day_after: re.Pattern[str]
    deeds: re.Pattern[str]
    day_number: re.Pattern[str]
    """What stands before the number of a day."""
    at: re.Pattern[str]
    """What stands before one hour alone, not before two."""


def hour_ranges(reading: Reading, language: str) -> Iterator[Stretch]:
    """Every stretch between two hours. The half of the day that is said of one is that of both where it can be."""
    for match in _rules(language).form.finditer(reading.plain):
        parts = groups(match)
        if _lasts(reading, match, language):
            yield Stretch(*span(match, "kept"), ())
            continue
        if not _is_range(reading, match, parts, language):
            continue
        first, second = _minutes_of_day(reading, match, parts, language)
        yield Stretch(
            *span(match, "kept"),
            (
                Found(*reading.where(*span(match, "start")), written(first)),
                Found(*reading.where(*span(match, "until")), written(second)),
            ),
        )


def _lasts(reading: Reading, match: re.Match[str], language: str) -> bool:
    """Whether the numbers are how long something takes, or a level that changed."""
    return bool(_rules(language).lasts.search(reading.plain, max(0, match.start() - PART_REACH), match.start()))


def _is_range(reading: Reading, match: re.Match[str], parts: dict[str, str], language: str) -> bool:
    rules, plain = _rules(language), reading.plain
    if rules.fractions.search(plain, max(0, match.start() - PART_REACH), match.start()):
        return False
    if _is_day_and_hour(reading, match, parts, language) or _is_minutes_before(reading, match, parts, language):
        return False
    alone = not plain[: match.start()].strip() and not plain[match.end() :].strip(" .!?")
    if alone or SIGNS & parts.keys() or {"minute", "firstminute"} <= parts.keys():
        return True
    ends, day = bool(rules.goes_on.match(plain, match.end())), _day_beside(reading, match, language)
    if "unit" in parts:
        return "from" in parts or day or _deed_near(reading, match, language)
    if "dash" in parts and "from" not in parts:
        return ends and day
    return ends and ("from" in parts or day or _deed_near(reading, match, language))


def _is_day_and_hour(reading: Reading, match: re.Match[str], parts: dict[str, str], language: str) -> bool:
    """Whether "18 a las 9:30" is a day and one hour of it, in languages that join two hours by the same word."""
    alone = not {"from", "dash", "firstminute", "firstunit", "firstam", "firstpm", "firstnight"} & parts.keys()
    if not words_of(Times, language).range_links_mean_at or not alone:
        return False
    day = _rules(language).day_number.search(reading.plain, max(0, match.start() - PART_REACH), match.start())
    return bool(day) or int(parts["firsthour"]) > HALF >= int(parts["hour"])


def _is_minutes_before(reading: Reading, match: re.Match[str], parts: dict[str, str], language: str) -> bool:
    """Whether "10 to 5" is ten minutes before five: said in words, of one hour, or where no range could be.

    "10 to 4" may be one, and is where a day stands beside it.
    """
    if not words_of(Times, language).ranges_are_minutes or "from" in parts or "dash" in parts:
        return False
    if parts["firsthour"] not in MINUTES_BEFORE or "firstminute" in parts or "minute" in parts:
        return False
    if any(name in parts for name in ("firstsign", "firstam", "firstpm", "firstnight")):
        return False
    start, _ = span(match, "start")
    if reading.in_words(*span(match, "start")):
        return True
    if _rules(language).at.search(reading.plain, max(0, start - PART_REACH), start):
        return True
    over_noon = int(parts["firsthour"]) <= HALF and _day_beside(reading, match, language)
    return int(parts["firsthour"]) > int(parts["hour"]) and not over_noon


def _day_beside(reading: Reading, match: re.Match[str], language: str) -> bool:
    """Whether a day or a phone number stands beside two hours; not if the numbers are a car's ("Saab 9-3")."""
    rules, plain = _rules(language), reading.plain
    word = re.search(r"([^\W\d_]+)\W*\Z", plain[max(0, match.start() - PART_REACH) : match.start()])
    if word and word.group(1) in neutral_words():
        return False
    before = rules.day_before.search(plain, max(0, match.start() - PART_REACH), match.start())
    return bool(before or rules.day_after.match(plain, match.end()))


def _deed_near(reading: Reading, match: re.Match[str], language: str) -> bool:
    return any(map(_rules(language).deeds.search, clause_around(reading.plain, *match.span(), DEED_REACH)))


def _minutes_of_day(reading: Reading, match: re.Match[str], parts: dict[str, str], language: str) -> tuple[int, int]:
    """Both hours as minutes after midnight; where one half of the day alone is known the second is the later one."""
    said_first, said_second = said_part(parts, "first"), said_part(parts)
    near = None if said_first or said_second else part_near(reading, *match.span(), language)

    def reckoned(prefix: str, part: Part | None) -> int:
        hour, minute = parts[f"{prefix}hour"], int(parts.get(f"{prefix}minute", "0"))
        away = part is near or is_noon(parts) or is_noon(parts, "first")
        more = hours_to_add(int(hour), part, language, near=away, exact=hour.startswith("0"))
        return (int(hour) + more) * 60 + minute

    first = reckoned("first", said_first or said_second or near)
    second = reckoned("", said_second or near)
    if said_second == "night" or near == "night" or first < second:
        return first, second
    if said_first is None and (said_second or near or int(parts["hour"]) > HALF):
        return _turned(first, parts["firsthour"]), second
    return first, _turned(second, parts["hour"])


def _turned(minutes: int, hour: str) -> int:
    """The same time in the other half of the day, unless the hour leaves no doubt."""
    if int(hour) > HALF or hour.startswith("0"):
        return minutes
    return (minutes + OTHER_HALF) % DAY


@cache
def _rules(language: str) -> Rules:
    words, parts = words_of(Times, language), placeholders(language)
    number = r"(?:[01]?\d|2[0-4])"
    minute = rf"(?:(?:[:.]| ?h ?| ?(?:{words.clock_signs}) )(?P<{{0}}minute>[0-5]\d))?"
    sign = rf"(?: ?(?:(?P<{{0}}sign>{words.clock_signs})|(?P<{{0}}unit>{words.hour_units}))(?![\w']))?"
    part = rf"(?: ?(?:(?P<{{0}}am>{words.am})|(?P<{{0}}pm>{words.pm})|(?P<{{0}}night>{words.night}))(?!\w))?"
    first, second = (
        f"(?P<{group}>(?P<{name}hour>{number}){minute.format(name)}{sign.format(name)}{part.format(name)})"
        for group, name in (("start", "first"), ("until", ""))
    )
    link = rf"(?: ?(?P<dash>-) ?| (?:{words.range_links}) (?:(?:{words.range_articles}) )?)"
    ands = rf" (?:{words.range_ands}) (?:(?:{words.range_articles}) )?"
    both = rf"(?P<from>{words.range_starts}) (?P<kept>{first}(?:{link}|{ands}){second})"
    alone = rf"(?P<kept>{first}{link}{second})"
    day = rf"(?:{parts['any_day']})"
    return Rules(
        form=phrase(
            f"(?:{both}|{alone})",
            parts,
            rf"{APART}(?<![+\-])",
            rf"(?![\w/%]|[.:,]\d|-\d| ?(?:{words.of} )?(?:{parts['month']})(?!\w)|\. ?\d)",
        ),
        lasts=phrase(rf"(?:{words.lasts})(?: \w+)?|{levels(language)}", {}, right=r" ?\Z"),
        fractions=phrase(words.fractions, {}, right=r" \Z"),
        goes_on=re.compile(rf" ?{parts['end']}"),
        day_before=phrase(
            rf"(?:{day}|(?:{parts['month']})(?: \d{{4}})?|{NUMBERS_BEFORE})",
            {},
            right=rf"[.,:]?(?: (?:{parts['before']}))? ?\Z",
        ),
        day_after=phrase(day, {}, left=rf"[, ]{{1,2}}(?:(?:{words.of}|{words.on_days}) )?"),
        day_number=phrase(rf"(?:{day}|{words_of(Dates, language).on}),?", {}, right=r" ?\Z"),
        deeds=phrase(f"{words.deeds}|{parts['any_day']}", {}),
        at=phrase(parts["before"], {}, right=r" \Z"),
    )
