"""Numbers of bookings and orders: what a word such as "Auftragsnummer" introduces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from agents.intent.policy import MAX_BOOKING_NUMBER_CHARS, MIN_BOOKING_NUMBER_CHARS, MIN_UNNAMED_BOOKING_NUMBER_CHARS
from agents.intent.slots.language import phrase, table
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found

MORE: Final = r"[a-z0-9]*(?:[\-/][a-z0-9]+| \d[a-z0-9]*)*"
NUMBER: Final = rf"#?(?P<number>[a-z]{{1,5}}(?:[ \-/][a-z]{{1,3}})?[ \-/]?\d{MORE}|\d{MORE})"
"""A number that a word announces may be in groups: "AB 4471 99"."""
PLAIN: Final = r"#?(?P<number>[a-z]{0,4}-?\d[a-z0-9]*(?:-[a-z0-9]+)*)"


def booking_numbers(reading: Reading) -> Iterator[Found]:
    """Every such number as it was written, in upper case without blanks."""
    for pattern, fewest in _patterns():
        for match in pattern.finditer(reading.folded):
            name = next(key for key in match.groupdict() if key.startswith("number"))
            value = "".join(match[name].split()).upper()
            signs = sum(map(str.isalnum, value))
            if fewest <= signs <= MAX_BOOKING_NUMBER_CHARS and any(map(str.isdigit, value)):
                yield Found(*match.span(name), value)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    words = table("cues.json")["booking"]
    linked = rf"(?: ?[:#,.]| ?[=\-]>?)? ?(?:(?:{'|'.join(words['is'])})(?!\w) ?:? ?)?"
    unit = r"(?!\w| ?(?:km|miles|uhr|h|eur|euros?|€|%)\b|[.,:/]\d)"
    named = phrase(rf"(?:{'|'.join(words['named'])})(?![^\W\d_]){linked}{NUMBER}", {}, right=unit)
    weak = phrase(rf"(?:{'|'.join(words['weak'])}) ?:? ?{PLAIN}", {}, right=unit)
    return (named, MIN_BOOKING_NUMBER_CHARS), (weak, MIN_UNNAMED_BOOKING_NUMBER_CHARS)
