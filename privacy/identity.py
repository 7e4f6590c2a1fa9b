"""Numbers of identity documents, of social security and tax, and dates of birth."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from privacy.cues import Cue, cued, last_cue
from privacy.spans import PiiType, Span
from privacy.words import WORDS

CHECKED: Final = (
    (re.compile(r"(?<![^\W_])[XYZ]?\d{7,8}[ \-]?[A-Z](?![^\W_])", re.IGNORECASE), ("stdnum.es.dni", "stdnum.es.nie")),
    (
        re.compile(r"(?<!\w)[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?!\w)", re.IGNORECASE),
        ("stdnum.fr.nir",),
    ),
    (re.compile(r"(?<!\w)[A-Z]{6}\d\d[A-Z]\d\d[A-Z]\d{3}[A-Z](?!\w)", re.IGNORECASE), ("stdnum.it.codicefiscale",)),
    (re.compile(r"(?<!\w)756[. ]\d{4}[. ]\d{4}[. ]\d{2}(?!\w)"), ("stdnum.ch.ssn",)),
)
"""Forms whose check digit a library knows: Spanish, French, Italian and Swiss numbers."""
UNMISTAKABLE: Final = re.compile(
    r"(?<![\w\-])\d{3}-\d{2}-\d{4}(?![\w\-])|(?<!\w)[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)"
)
"""A social security number of the US, a national insurance number of the UK."""
ANNOUNCED: Final = re.compile(
    r"(?<![^\W_])[A-Z]{0,5}\d[A-Z0-9]{0,20}(?:[ \-./](?:\d[A-Z0-9]{0,12}|[A-Z](?![^\W_]))){0,6}(?![^\W_])",
    re.IGNORECASE,
)
MONTH: Final = rf"(?:{'|'.join(WORDS.months)})\w*\.?"
OF: Final = rf"(?: (?:{WORDS.of_month}))?"
YEAR: Final = rf"(?:,? (?:(?:{WORDS.of_year}) )?\d{{2,4}})?"
DATE: Final = re.compile(
    r"(?<!\w)(?:\d{1,4}[./\- ]{1,2}\d{1,2}[./\- ]{1,2}\d{2,4}"
    rf"|\d{{1,2}}(?:{WORDS.ordinals})?{OF} {MONTH}{YEAR}"
    rf"|{MONTH} \d{{1,2}}(?:{WORDS.ordinals})?(?:,? \d{{2,4}})?)(?!\w)",
    re.IGNORECASE,
)


def identities(text: str) -> Iterator[Span]:
    """Every number of a document or an authority."""
    for pattern, modules in CHECKED:
        for match in pattern.finditer(text):
            if any(import_module(module).is_valid(match.group()) for module in modules):
                yield _span(match, PiiType.ID_NUMBER)
    for match in UNMISTAKABLE.finditer(text):
        yield _span(match, PiiType.ID_NUMBER)
    for match in ANNOUNCED.finditer(text):
        nearest = last_cue(text, match.start(), (Cue.DOCUMENT, Cue.PHONE, Cue.PLATE, Cue.REFERENCE, Cue.CARD, Cue.BORN))
        if nearest is Cue.DOCUMENT and sum(char.isdigit() for char in match.group()) >= 4:
            yield _span(match, PiiType.ID_NUMBER)


def births(text: str) -> Iterator[Span]:
    """Every date that a word such as "born" announces."""
    for match in DATE.finditer(text):
        if cued(Cue.BORN, text, match.start(), match.end()):
            yield _span(match, PiiType.DATE_OF_BIRTH)


def _span(match: re.Match[str], kind: PiiType) -> Span:
    return Span(start=match.start(), end=match.end(), type=kind)
