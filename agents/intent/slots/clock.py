"""Which half of the day an hour is in, and how it is written.

An hour from 1 to 6 without "am", "pm" or a part of the day near it is in the afternoon, since no garage is open before
seven; one written with a zero ("04:30") is not. At night the small hours come after midnight and the others before it.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, get_args

from agents.intent.slots.patterns import one_of, phrase
from agents.intent.slots.reading import Reading
from languages.topic import words_of
from languages.topics.dates import Dates
from languages.topics.times import Times

Part = Literal["am", "pm", "night"]

LAST_AFTERNOON_HOUR: Final = 6
"""Hours from 1 to this one are after noon unless the customer says otherwise."""
HALF: Final = 12
PART_REACH: Final = 24
"""How far from an hour "evening" or "nachmittags" may stand, characters."""
APART: Final = r"(?<![\w.:/])(?:(?<!,)|(?<=\d{6},))"
"""What an hour begins after: not another number and a comma, unless that is as long as a phone number."""
MIDNIGHT: Final = re.compile(r"a\.? ?m\.?")
CLAUSE: Final = re.compile(r"[!?;,.\n]")
PUNCTUATION: Final = r"$|[;!?)]|[,:](?!\d)|[.](?!\d)"
PUNCTUATION_BUT_POINTS: Final = r"$|[;!?)]|[,:](?!\d)|[.]\s*$"
"""Where a point after a number makes it a day, unless the message ends there."""


def hours_to_add(hour: int, part: Part | None, language: str, *, near: bool = False, exact: bool = False) -> int:
    """12 in the afternoon and evening, -12 for "12 am", else 0.

    `near` says that the part stands away from the hour, `exact` that the hour was written as on a clock of 24 hours.
    """
    if hour > HALF or exact:
        return 0
    if part == "night":
        before_midnight = words_of(Times, language).night_from <= hour < HALF
        return HALF if before_midnight else -HALF if hour == HALF else 0
    if part == "am":
        return -HALF if hour == HALF and not near else 0
    if part == "pm" or hour <= LAST_AFTERNOON_HOUR:
        return HALF if hour < HALF else 0
    return 0


def said_part(parts: Mapping[str, str], prefix: str = "") -> Part | None:
    """The part of the day in the groups of a match."""
    return next((part for part in get_args(Part) if prefix + part in parts), None)


def is_noon(parts: Mapping[str, str], prefix: str = "") -> bool:
    """Whether a 12 in the groups of a match is noon: "12 de la mañana", where "12 am" is midnight."""
    said = parts.get(f"{prefix}am")
    return said is not None and not MIDNIGHT.fullmatch(said)


def part_near(reading: Reading, start: int, end: int, language: str) -> Part | None:
    """The part of the day that the same clause speaks of, within reach of a stretch of `plain`.

    A comma right before an hour parts nothing: "in the night, at 3". What an hour lasts until says nothing of it.
    """
    patterns = _near(language)
    if comma := _comma_before(language).search(reading.plain, max(0, start - PART_REACH), start):
        start = comma.start()
    before, after = clause_around(reading.plain, start, end, PART_REACH)
    for words in (before, "" if _link_after(language).match(after) else after):
        for part, pattern in patterns.items():
            if pattern.search(words):
                return part
    return None


def clause_around(plain: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What stands before a stretch in the same clause, and what stands after it."""
    before = plain[max(0, start - reach) : start]
    stops = [stop.end() for stop in CLAUSE.finditer(before)]
    following = CLAUSE.search(plain, end, end + reach)
    return before[stops[-1] if stops else 0 :], plain[end : following.start() if following else end + reach]


def written(minutes: int) -> str:
    """Minutes after midnight as HH:MM."""
    hour, minute = divmod(minutes % (24 * 60), 60)
    return f"{hour:02}:{minute:02}"


@cache
def placeholders(language: str) -> dict[str, str]:
    """What the placeholders of the forms of times stand for."""
    words, dates = words_of(Times, language), words_of(Dates, language)
    weekday = one_of(dates.weekdays)
    said = f"(?:(?P<am>{words.am})|(?P<pm>{words.pm})|(?P<night>{words.night}))"
    ends = f"{words.ends.replace('{weekday}', weekday)}|{one_of(dates.days)}"
    stop = PUNCTUATION_BUT_POINTS if words.point_makes_ordinal else PUNCTUATION
    last = rf"(?=\s?(?:{stop}|(?:{ends})(?!\w)))"
    hour = r"(?:[01]?\d|2[0-4])(?:[:.]\d\d)?"
    joined = rf"(?:{words.joins}) ?{hour}(?: ?(?:{words.am}|{words.pm}|{words.hour_signs})|{last})"
    fixed = rf"(?:{words.joins}|{words.range_links}) (?:{'|'.join(words.fixed)})"
    return {
        "before": words.before.replace("{weekday}", weekday).replace("{month}", one_of(dates.months)),
        "end": rf"(?:{stop}|(?:{ends})(?!\w)|{joined}|{fixed})",
        "said": said,
        "part": f"(?: ?{said})?",
        "month": one_of(dates.months),
        "any_day": one_of([*dates.weekdays, *dates.short_weekdays, *dates.days, *dates.bases]),
    }


def levels(language: str) -> str:
    """What stands before a number that is a level, such as "battery is at"."""
    words = words_of(Times, language)
    return f"(?:{words.levels})(?: (?:{words.level_links}))*"


@cache
def _comma_before(language: str) -> re.Pattern[str]:
    """A comma, and nothing but words such as "at" or "a las" after it."""
    return re.compile(rf",(?: a)?(?: (?:{placeholders(language)['before']}))? ?\Z")


@cache
def _link_after(language: str) -> re.Pattern[str]:
    """What joins an hour to the end of a stretch: "8 until the afternoon"."""
    return re.compile(rf" ?(?:-|(?:{words_of(Times, language).range_links})(?!\w))")


@cache
def _near(language: str) -> Mapping[Part, re.Pattern[str]]:
    words = words_of(Times, language)
    return {
        "night": phrase(words.implies_night, {}),
        "pm": phrase(words.implies_pm, {}),
        "am": phrase(words.implies_am, {}),
    }
