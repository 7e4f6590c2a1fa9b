"""Numbers of bookings and orders: what a word such as "Auftragsnummer" introduces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from agents.intent.policy import MAX_BOOKING_NUMBER_CHARS, MIN_BOOKING_NUMBER_CHARS, MIN_UNNAMED_BOOKING_NUMBER_CHARS
from agents.intent.slots.patterns import phrase
from agents.intent.slots.reading import Reading
from agents.intent.slots.references import is_announced
from agents.intent.slots.settle import Found
from languages.topic import merged, words_of_all
from languages.topics.booking_numbers import BookingNumbers

MORE: Final = r"[a-z0-9]*(?:[\-/][a-z0-9]+| \d[a-z0-9]*)*"
NUMBER: Final = rf"#?(?P<number>[a-z]{{1,5}}(?:[ \-/][a-z]{{1,3}})?[ \-/]?\d{MORE}|\d{MORE})"
"""A number that a word announces may be in groups: "AB 4471 99"."""
UNITS: Final = "km|h|eur|euros?|€|%"
"""Units that every language writes; the others stand with the languages."""
PLAIN: Final = r"#?(?P<number>[a-z]{0,4}-?\d[a-z0-9]*(?:-[a-z0-9]+)*)"

DAY: Final = re.compile(r"20\d\d-[01]\d-[0-3]\d|[0-3]?\d-[01]?\d-20\d\d")
"""What follows "appointment" as often as its number."""
GLUED_DAY: Final = re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:t\d{4,6}z?)?(?!\w)")
"""Likewise; after "appointment number" it is that, and after "order" that of an order."""


def booking_numbers(reading: Reading) -> Iterator[Found]:
    """Every such number as it was written, in upper case without blanks."""
    for pattern, fewest, is_said in _patterns():
        for match in pattern.finditer(reading.normalised):
            name = next(key for key in match.groupdict() if key.startswith("number"))
            value = "".join(match[name].split()).upper()
            signs = sum(map(str.isalnum, value))
            if DAY.match(reading.normalised, match.start(name)):
                continue
            if not is_said and _is_glued_day(reading, match.start(name)):
                continue
            if fewest <= signs <= MAX_BOOKING_NUMBER_CHARS and any(map(str.isdigit, value)):
                yield Found(*match.span(name), value)


def _is_glued_day(reading: Reading, start: int) -> bool:
    return bool(GLUED_DAY.match(reading.normalised, start)) and not is_announced(reading.text, start)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int, bool], ...]:
    """What announces a number and holds it, the fewest signs of one, and whether the word "number" is said."""
    words = words_of_all(BookingNumbers)
    linking = "|".join(merged(each.linking for each in words))
    linked = rf"(?: ?[:#,.]| ?[=\-]>?)? ?(?:(?:{linking})(?!\w) ?:? ?)?"
    units = "|".join((UNITS, *merged(each.units for each in words)))
    unit = rf"(?!\w| ?(?:{units})\b|[.,:/]\d)"
    named_by, booked = ("|".join(merged(lists)) for lists in ([w.named for w in words], [w.weak for w in words]))
    named = phrase(rf"(?:{named_by})(?![^\W\d_]){linked}{NUMBER}", {}, right=unit)
    weak = phrase(rf"(?:{booked}) ?:? ?{PLAIN}", {}, right=unit)
    return (named, MIN_BOOKING_NUMBER_CHARS, True), (weak, MIN_UNNAMED_BOOKING_NUMBER_CHARS, False)
