"""Numbers of bookings and orders: what a word such as "Auftragsnummer" introduces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from agents.intent.slots.language import phrase, table
from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found

FEWEST: Final = 4  # policy
"""Letters and digits that a number has at least."""
MOST: Final = 20  # policy
FEWEST_UNNAMED: Final = 5  # policy
"""The same where only "booking", and no word for a number, stands before it."""
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
            if fewest <= sum(map(str.isalnum, value)) <= MOST and any(map(str.isdigit, value)):
                yield Found(*match.span(name), value)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    words = table("cues.json")["booking"]
    linked = rf"(?: ?[:#,.]| ?[=\-]>?)? ?(?:(?:{'|'.join(words['is'])})(?!\w) ?:? ?)?"
    unit = r"(?!\w| ?(?:km|miles|uhr|h|eur|euros?|€|%)\b|[.,:/]\d)"
    named = phrase(rf"(?:{'|'.join(words['named'])})(?![^\W\d_]){linked}{NUMBER}", {}, right=unit)
    weak = phrase(rf"(?:{'|'.join(words['weak'])}) ?:? ?{PLAIN}", {}, right=unit)
    return (named, FEWEST), (weak, FEWEST_UNNAMED)
