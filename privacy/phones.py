"""Phone numbers: those libphonenumber holds for valid where we serve, spoken ones, and what a cue announces.

Where a number ends is told in `number_ends.py`: an hour, a day or a second number may follow without a word between.
"""

import re
from collections.abc import Iterator
from typing import Final

from languages.served import SERVED_LANGUAGES
from languages.topic import merged, words_of, words_of_all
from languages.topics.phones import PhoneWords
from privacy.cues import BEFORE_CHARS, Cue, cued, last_cue
from privacy.number_ends import DATES, GLUED_DAY, OPEN_HOURS, TIME_STAMP, Candidate, candidates
from privacy.policy import INTERNATIONAL_DIGITS, PHONE_COUNTRIES
from privacy.spans import PiiType, Span

_WORDS: Final = words_of_all(PhoneWords)
UNIT: Final = re.compile(
    r"\s?(?:km|kilomet\w+|mi|€|eur\w*|\$|usd|£|gbp|chf|%|kwh|kw|ps|hp|nm|mm|cm|kg|bar|psi|°|rpm|mph"
    rf"|(?:{'|'.join(merged(words.units for words in _WORDS))})(?! ?\d))(?!\w)",
    re.IGNORECASE,
)
HAS_ITS_NUMBER: Final = re.compile(r"\d{4,}\W+[^\W\d_]+\W+\Z")
"""Another number and a word after it: what was announced before that number was that number."""
INTERNATIONAL: Final = re.compile(r"\(?\+|00[1-9]")
CURRENCY: Final = re.compile(r"[€$£#]\s?$")
DIGIT_WORDS: Final = "|".join((r"\d{1,3}", *merged(words.digits for words in _WORDS)))
SPOKEN: Final = re.compile(rf"(?<!\w)(?:{DIGIT_WORDS})(?:[ ,\-]{{1,2}}(?:{DIGIT_WORDS})){{5,16}}(?!\w)", re.IGNORECASE)


def phones(text: str, language: str | None = None) -> Iterator[Span]:
    """Every phone number. `language` (ISO 639-1) says which countries' national formats come first."""
    for one in candidates(text):
        if not _is_something_else(text, one) and (_announced(text, one) or _valid(text, one, language)):
            yield Span(start=one.start, end=one.end, type=PiiType.PHONE)
    for match in SPOKEN.finditer(text):
        if sum(word.isalpha() for word in re.split(r"[ ,\-]+", match.group())) >= 4:
            yield Span(start=match.start(), end=match.end(), type=PiiType.PHONE)


def _is_something_else(text: str, one: Candidate) -> bool:
    """A distance, a price, days, a time stamp, or the number of an order."""
    written = text[one.start : one.end]
    priced = CURRENCY.search(text, max(0, one.start - 2), one.start)
    if priced or UNIT.match(text, one.end) or DATES.fullmatch(written) or TIME_STAMP.fullmatch(written):
        return True
    if GLUED_DAY.fullmatch(written) or OPEN_HOURS.fullmatch(written):
        return not cued(Cue.PHONE, text, one.start, one.end)
    if written.startswith(("+", "00", "(+")):
        return False
    if written.startswith("0") and HAS_ITS_NUMBER.search(text, max(0, one.start - BEFORE_CHARS), one.start):
        return False
    return last_cue(text, one.start, (Cue.PHONE, Cue.REFERENCE, Cue.DOCUMENT)) in {Cue.REFERENCE, Cue.DOCUMENT}


def _announced(text: str, one: Candidate) -> bool:
    """Beside a word such as "phone" any 6 to 15 digits will do (ITU-T E.164 knows no longer ones)."""
    digits = sum(map(str.isdigit, text[one.start : one.number_end]))
    return digits <= 15 and cued(Cue.PHONE, text, one.start, one.end)


def _valid(text: str, one: Candidate, language: str | None) -> bool:
    from phonenumbers import Leniency, PhoneNumberMatcher

    number = text[one.start : one.number_end]
    # With its country it need not be given out to anybody: nothing else begins so and is as long.
    abroad = bool(INTERNATIONAL.match(number)) and sum(map(str.isdigit, number)) >= INTERNATIONAL_DIGITS
    leniency = Leniency.POSSIBLE if abroad else Leniency.VALID
    written = text[max(0, one.start - 1) : one.start] + number + text[one.end : one.end + 1]
    first = words_of(PhoneWords, language).countries if language in SERVED_LANGUAGES else ()
    return any(
        _looks_national(number, region) and PhoneNumberMatcher(written, region, leniency).has_next()
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
