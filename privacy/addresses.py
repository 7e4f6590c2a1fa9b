"""Addresses whose form alone gives them away: the tagger's safety net. The forms: `languages/de/personal_data.json`."""

import re
from collections.abc import Iterator
from typing import Final

from privacy.cues import CUES, Cue
from privacy.spans import PiiType, Span
from privacy.words import WORDS

NUMBER: Final = r"\d{1,4}(?:\s?(?:[a-h]|bis|ter))?(?:\s?[\-/]\s?\d{1,4}\s?[a-h]?)?(?![\w]|[.,]\d)"
NAME: Final = r"[^\W\d_][\w.'’\-]{0,30}"
POSTCODE: Final = r"\d{5}(?![\d.,]?\d|\s?(?:km|kilom|mi|€|eur))"
NO_NAME: Final = rf"(?!(?:{'|'.join(WORDS.not_in_street_names)})\s)"
PARTS: Final = {"name": NAME, "number": NUMBER, "postcode": POSTCODE, "no_name": NO_NAME}


def _filled(pattern: str) -> str:
    """A pattern of a language with its placeholders filled in."""
    for name, part in PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


STREETS: Final = tuple(re.compile(_filled(pattern), re.IGNORECASE) for pattern in WORDS.streets)
UK_POSTCODE: Final = re.compile(
    r"(?<![\w\-])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})(?![\w\-])"
)


ANNOUNCED: Final = re.compile(
    r"[^\d\n]{0,12}?(?<![\w\-])((?:[A-Z]{1,2}-)?\d{3,6}(?:[ \-]\d{2,4})?)(?![\w\-]|\s?(?:mm|cm|km|€|eur))"
)
"""A postcode of any country shortly after a word that says so: between them "is", "lautet", a colon."""


def postcodes(text: str) -> Iterator[Span]:
    """Postcodes that are announced as such."""
    for cue in CUES[Cue.POSTCODE].finditer(text):
        if match := ANNOUNCED.match(text, cue.end()):
            yield Span(start=match.start(1), end=match.end(1), type=PiiType.ADDRESS)


def streets(text: str) -> Iterator[Span]:
    """Streets with a number, and British postcodes."""
    for pattern in (*STREETS, UK_POSTCODE):
        for match in pattern.finditer(text):
            yield Span(start=match.start(), end=match.end(), type=PiiType.ADDRESS)
