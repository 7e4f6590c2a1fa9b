"""Where a phone number begins and ends: runs of digits, cut where an hour, a day or another number is glued to them.

"07700 900123 5 pm" is a number and an hour, "0171 3920012 03.12.26" a number and a day, "07700900123,07700900456" two
numbers, and "03.12.-07.12." none at all.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from languages.normalise import same_length
from languages.topic import merged, words_of_all
from languages.topics.dates import Dates
from languages.topics.phones import PhoneWords
from languages.topics.times import Times

GAP: Final = r"[ \t\u00a0().\-–/]{0,3}"
"""What may stand between two digits of one number."""
_EXTENSION: Final = (
    r"[ ,;/]{0,3}(?:" + "|".join(merged(words.extension for words in words_of_all(PhoneWords))) + r")[ .:]{0,2}\d{1,6}"
)
EXTENSION: Final = re.compile(rf"{_EXTENSION}$", re.IGNORECASE)
"""What is dialled after the number, inside a company."""
CANDIDATE: Final = re.compile(
    rf"(?<!\w)(?<!\d[.,/\-])(?P<number>(?:\+|\(\+?)?\d(?:{GAP}\d){{5,21}})(?:{_EXTENSION})?(?![\w]|[.,/\-]\d)",
    re.IGNORECASE,
)
NEXT_NUMBER: Final = re.compile(r"\s\((?!0\))|[\s/]{1,3}(?=0)")
FEWEST_DIGITS: Final = 7
"""A bracket after fewer digits than these belongs to the number before it."""
FEWEST_LOCAL_DIGITS: Final = 6
"""The same of an hour or a day; a number without an area code may be that short."""
NATIONAL_DIGITS: Final = 10
"""So many digits, the first a 0, are a whole number: a 0 after them begins the next one."""
HALF_OF_TWO: Final = range(9, 12)
"""Digits of each of two numbers of one length that only a blank parts: as many as Spanish, American and British ones
have."""
WHOLE_DIGITS: Final = 8
"""So many digits on both sides of a comma or a slash are two numbers."""
_BEFORE_GLUE: Final = re.compile(rf"\d(?:{GAP}\d){{{WHOLE_DIGITS - 1},}}\Z")
_AFTER_GLUE: Final = re.compile(rf"(?:\+|\(\+?)?\d(?:{GAP}\d){{{WHOLE_DIGITS - 1},}}")
_NATIONAL: Final = re.compile(rf"(?:\+|\(?0)\d?(?:{GAP}\d){{{WHOLE_DIGITS},}}")
"""So many digits after a comma are no decimals, whatever stands before it."""
_GLUE: Final = re.compile(r"(?<=\d)[ ]?[,;/|][ ]?(?=[+(\d])|(?<=\d\d\d)[ ]?[\-–][ ]?(?=[+0]\d\d)|(?<=\d{6})(?=\+\d)")
REACH: Final = 40
"""How far before a comma the number begins that it ends, characters."""
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_YEAR: Final = r"(?:19|20)?\d\d"
_DATE: Final = rf"(?:\d{{1,2}}[./\-]\d{{1,2}}[./\-]{_YEAR}|(?:19|20)\d\d[./\-]\d{{1,2}}[./\-]\d{{1,2}})"
_LINK: Final = r"\s?[\-–/]\s?"
DATES: Final = re.compile(
    rf"\(?{_DATE}(?:[ T]+\d{{1,2}})?\)?|(?:19|20)\d\d ?[\-–/] ?(?:19|20)\d\d"
    rf"|{_DAY}(?:\.|[./]{_MONTH}(?:\.|[./]{_YEAR})?)?{_LINK}{_DAY}[./]{_MONTH}(?:\.|[./]{_YEAR})?"
    rf"|{_DATE}{_LINK}{_DATE}|{_MONTH}[./](?:19|20)\d\d{_LINK}{_MONTH}[./](?:19|20)\d\d"
)
"""Days, two days or months that bound a stretch of time, and two years."""
GLUED_DAY: Final = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d"
)
"""A day in eight digits. It may be a phone number too, where a word says so."""
OPEN_HOURS: Final = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d ?[\-–] ?(?:[01]\d|2[0-4])[0-5]\d")
"""Two hours such as 0800-1800; likewise."""
TIME_STAMP: Final = re.compile(r"1\d{12}(?:\d{3}){0,2}")
"""Milliseconds, microseconds or nanoseconds since 1970: no number that is dialled has so many digits after a 1."""
LEADING_DAY: Final = re.compile(rf"{_DATE}\s+(?=[+(]?0)")
LEADING_HOUR: Final = re.compile(r"(?:[1-9]|1\d|2[0-4])\s+(?=0\d)")


class Candidate(NamedTuple):
    """A run of digits that may be one number. After `number_end` comes what is dialled inside a company."""

    start: int
    number_end: int
    end: int


def candidates(text: str) -> Iterator[Candidate]:
    """Every run of digits that may be a phone number."""
    plain = same_length(text)
    edges = [0, *_glued(plain), len(text)]
    for first, last in pairwise(edges):
        piece, at = text[first:last], 0
        while match := CANDIDATE.search(piece, at):
            found = _cut(plain, Candidate(*(first + at for at in (match.start(), match.end("number"), match.end()))))
            at = max(found.end - first, match.start() + 1)
            yield found


def _glued(plain: str) -> Iterator[int]:
    """Where a comma, a slash or a dash ends one whole number and something else begins."""
    for glue in _GLUE.finditer(plain):
        national = glue.group().strip() in ",;" and _NATIONAL.match(plain, glue.end())
        whole = _BEFORE_GLUE.search(plain, max(0, glue.start() - REACH), glue.start())
        if national or (whole and (_AFTER_GLUE.match(plain, glue.end()) or _follows().match(plain, glue.end()))):
            yield glue.start()


def _cut(plain: str, one: Candidate) -> Candidate:
    """The candidate without a day or an hour before it, and up to what begins inside it."""
    start = one.start
    if DATES.fullmatch(plain, start, one.number_end):
        return one
    for leading in (LEADING_DAY, LEADING_HOUR):
        match = leading.match(plain, start, one.number_end)
        if match and _digits(plain, match.end(), one.number_end) >= WHOLE_DIGITS + 1:
            start = match.end()
    for gap in re.finditer(r"[\s/\-–]{0,2}[\s/][\s\-–]?\(?", plain[start : one.number_end]):
        at = start + gap.start()
        if _ends_at(plain, start, at, start + gap.end(), one.number_end):
            return Candidate(start, at, at)
    return Candidate(start, one.number_end, one.end)


def _ends_at(plain: str, start: int, gap: int, following: int, end: int) -> bool:
    """Whether a number is over where the gap after it begins."""
    digits, rest = _digits(plain, start, gap), _digits(plain, following, end)
    if NEXT_NUMBER.match(plain, gap, end):
        national = plain.startswith("0", start) and not plain.startswith("00", start)
        bracket = "(" in plain[gap:following]
        if digits >= FEWEST_DIGITS if bracket else national and digits >= NATIONAL_DIGITS:
            return True
    if digits >= FEWEST_LOCAL_DIGITS and _follows().match(plain, following):
        return True
    if digits > WHOLE_DIGITS and _hours_follow().match(plain, following):
        return True
    return digits == rest and digits in HALF_OF_TWO


def _digits(plain: str, start: int, end: int) -> int:
    return sum(map(str.isdigit, plain[start:end]))


@cache
def _follows() -> re.Pattern[str]:
    """A day, or an hour that a sign or minutes make one; two hours may share the sign."""
    hour, link, sign = _hour_words()
    months = "|".join(merged(words.months for words in words_of_all(Dates)))
    return re.compile(
        rf"{_DAY}(?:st|nd|rd|th|er|[.°º])? (?:of |de )?(?:{months})(?!\w)|{GLUED_DAY.pattern}(?!\d)"
        rf"|{_DATE}(?![\d./\-])|{_DAY}\.{_MONTH}\.(?!\d)"
        rf"|{hour}(?:{link}{hour})? ?(?:{sign})(?!\w)|(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)"
    )


@cache
def _hours_follow() -> re.Pattern[str]:
    """Two hours, or one with minutes, without a sign: only after a number that is long enough to be whole."""
    hour, link, _ = _hour_words()
    return re.compile(rf"{hour}(?:{link}){hour}(?![\d./\-]| ?\d)|(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d./\-]| ?\d)")


def _hour_words() -> tuple[str, str, str]:
    """An hour, what joins two, and what makes a number one, in every language."""
    words = words_of_all(Times)
    links = "|".join(f"{each.range_links}|{each.joins}" for each in words)
    articles = "|".join(each.range_articles for each in words)
    signs = "|".join(f"{each.clock_signs}|{each.hour_units}|{each.am}|{each.pm}|{each.night}" for each in words)
    hour = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?(?!\d)"
    return hour, rf"(?: ?[\-–] ?| (?:{links}) (?:(?:{articles}) )?)", signs
