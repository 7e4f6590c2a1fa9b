"""Phone numbers: those libphonenumber holds for valid where we serve, spoken ones, and what a cue announces."""

import re
from collections.abc import Iterator
from typing import Final

from languages.served import SERVED_LANGUAGES
from languages.topic import merged, words_of, words_of_all
from languages.topics.phones import PhoneWords
from privacy.cues import Cue, cued, last_cue
from privacy.policy import PHONE_COUNTRIES
from privacy.spans import PiiType, Span

_WORDS: Final = words_of_all(PhoneWords)
_EXTENSION: Final = rf"[ ,;/]{{0,3}}(?:{'|'.join(merged(words.extension for words in _WORDS))})[ .:]{{0,2}}\d{{1,6}}"
EXTENSION: Final = re.compile(rf"{_EXTENSION}$", re.IGNORECASE)
"""What is dialled after the number, inside a company."""
CANDIDATE: Final = re.compile(
    r"(?<!\w)(?<!\d[.,/\-])(?P<number>(?:\+|\(\+?)?\d(?:[ \t\u00a0().\-–/]{0,3}\d){5,17})"
    rf"(?:{_EXTENSION})?(?![\w]|[.,/\-]\d)",
    re.IGNORECASE,
)
NEXT_NUMBER: Final = re.compile(r"\s\((?!0\))|[\s/]{1,3}(?=0)")
FEWEST_DIGITS: Final = 7
"""A bracket after fewer digits than these belongs to the number before it."""
NATIONAL_DIGITS: Final = 10
"""So many digits, the first a 0, are a whole number: a 0 after them begins the next one."""
UNIT: Final = re.compile(
    r"\s?(?:km|kilomet\w+|mi|€|eur\w*|\$|usd|£|gbp|chf|%|kwh|kw|ps|hp|nm|mm|cm|kg|bar|psi|°|rpm|mph"
    rf"|{'|'.join(merged(words.units for words in _WORDS))})(?!\w)",
    re.IGNORECASE,
)
CURRENCY: Final = re.compile(r"[€$£#]\s?$")
DATE: Final = re.compile(
    r"\(?(?:\d{1,2}[./\-]\d{1,2}[./\-](?:19|20)?\d\d|(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2})(?:[ T]+\d{1,2})?\)?"
    r"|(?:19|20)\d\d ?[\-–/] ?(?:19|20)\d\d"
)
DIGIT_WORDS: Final = "|".join((r"\d{1,3}", *merged(words.digits for words in _WORDS)))
SPOKEN: Final = re.compile(rf"(?<!\w)(?:{DIGIT_WORDS})(?:[ ,\-]{{1,2}}(?:{DIGIT_WORDS})){{5,16}}(?!\w)", re.IGNORECASE)


def phones(text: str, language: str | None = None) -> Iterator[Span]:
    """Every phone number. `language` (ISO 639-1) says which countries' national formats come first."""
    for match in (CANDIDATE.match(text, start, end) for start, end in _numbers(text)):
        if match and not _is_something_else(text, match) and (_announced(text, match) or _valid(text, match, language)):
            yield _span(match)
    for match in SPOKEN.finditer(text):
        if sum(word.isalpha() for word in re.split(r"[ ,\-]+", match.group())) >= 4:
            yield _span(match)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where each candidate starts and ends; a bracket or a 0 in the middle of one may begin the next number."""
    at = 0
    while match := CANDIDATE.search(text, at):
        at = match.end()
        national = match.group().startswith("0") and not match.group().startswith("00")
        for gap in NEXT_NUMBER.finditer(text, match.start(), match.end()):
            digits = sum(map(str.isdigit, text[match.start() : gap.start()]))
            if digits >= FEWEST_DIGITS if "(" in gap.group() else national and digits >= NATIONAL_DIGITS:
                at = gap.start()
                break
        yield match.start(), at


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    """A distance, a price, a date, or the number of an order."""
    priced = CURRENCY.search(text, max(0, match.start() - 2), match.start())
    if priced or UNIT.match(text, match.end()) or DATE.fullmatch(match.group()):
        return True
    if match.group().startswith(("+", "00", "(+")):
        return False
    return last_cue(text, match.start(), (Cue.PHONE, Cue.REFERENCE, Cue.DOCUMENT)) in {Cue.REFERENCE, Cue.DOCUMENT}


def _announced(text: str, match: re.Match[str]) -> bool:
    """Beside a word such as "phone" any 6 to 15 digits will do (ITU-T E.164 knows no longer ones)."""
    digits = sum(char.isdigit() for char in match["number"])
    return digits <= 15 and cued(Cue.PHONE, text, match.start(), match.end())


def _valid(text: str, match: re.Match[str], language: str | None) -> bool:
    from phonenumbers import Leniency, PhoneNumberMatcher

    written = text[max(0, match.start() - 1) : match.end("number")] + text[match.end() : match.end() + 1]
    first = words_of(PhoneWords, language).countries if language in SERVED_LANGUAGES else ()
    return any(
        _looks_national(match["number"], region) and PhoneNumberMatcher(written, region, Leniency.VALID).has_next()
        for region in dict.fromkeys((*first, *PHONE_COUNTRIES))
    )


def _looks_national(candidate: str, region: str) -> bool:
    """Whether the number starts as people of that country write it: with 0, or in groups where none is dialled."""
    if candidate.startswith(("+", "(", "0")):
        return True
    digits = sum(char.isdigit() for char in candidate)
    if region == "US":
        return digits == 10 or (digits == 11 and candidate[0] == "1")
    if region in {"ES", "PL", "IT", "PT"}:
        return digits >= 9 and (digits < len(candidate) or candidate[0] in "36789")
    return False


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), type=PiiType.PHONE)
