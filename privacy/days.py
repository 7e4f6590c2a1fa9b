"""Days with the name of a month, which identify nobody and are no address: "12 Aug 2026", "June 2026"."""

import re
from functools import cache

from languages.normalise import same_length
from languages.topic import merged, words_of_all
from languages.topics.dates import Dates


def is_only_days(text: str) -> bool:
    """Whether a text is days and numbers, and has no word besides."""
    plain = same_length(text)
    rest = _day().sub(" ", plain)
    return rest != plain and not any(map(str.isalpha, rest))


@cache
def _day() -> re.Pattern[str]:
    months = "|".join(merged(sorted(words.months, key=len, reverse=True) for words in words_of_all(Dates)))
    number = r"\d{1,2}(?:st|nd|rd|th|er|[.°º])?"
    return re.compile(rf"(?<!\w)(?:{number} ?(?:of |de |di )?)?(?:{months})(?!\w)(?: {number}(?!\d))?")
