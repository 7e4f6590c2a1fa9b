"""Number plates. Shapes by country; a shape that ordinary words can have counts only beside a cue."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from privacy.cues import CUES, Cue, cued
from privacy.spans import PiiType, Span
from privacy.words import WORDS


class Shape(NamedTuple):
    """A country's plate. `sure` stands alone in capitals; `cued` needs a word such as "plate" and takes any case."""

    country: str
    sure: str
    cued: str


CANTONS: Final = "AG|AI|BE|BL|BS|FR|GE|GL|GR|JU|LU|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH"
AUSTRIAN: Final = (
    "AM|B|BA|BL|BM|BN|BR|BZ|DL|DO|EF|EU|FB|FE|FF|FK|FR|G|GB|GD|GF|GM|GR|GS|GU|HA|HB|HE|HF|HL|HO|I|IL|IM|JE|JO|JU|JW"
    "|KB|KF|KI|KL|KO|KR|KS|KU|L|LA|LB|LE|LF|LI|LL|LN|LZ|MA|MD|ME|MI|MT|MU|MZ|ND|NK|OP|OW|P|PE|PL|RA|RE|RI|RO|S|SB|SD|SE"
    "|SL|SO|SP|SR|SV|SW|SZ|TA|TU|UU|VB|VI|VK|VL|VO|W|WB|WE|WL|WN|WO|WT|WU|WY|WZ|ZE|ZT|ZW"
)
PROVINCES: Final = (
    "A|AB|AL|AV|B|BA|BI|BU|C|CA|CC|CE|CO|CR|CS|CU|GC|GE|GI|GR|GU|H|HU|IB|J|L|LE|LO|LU|M|MA|ML|MU|NA|O|OR|OU|P|PM|PO"
    "|S|SA|SE|SG|SH|SO|SS|T|TE|TF|TO|V|VA|VI|Z|ZA"
)
"""Where Spanish cars were registered until 2000."""
NO_PLATES: Final = (
    "SUV|AWD|FWD|RWD|EUR|USD|GBP|CHF|PLN|TDI|TSI|TFSI|TFS|CDI|GTI|HDI|BMW|RPM|MHZ|GHZ|KHZ|KMH|KWH|MPH|VAT|KW|KG|KM|PSI"
    "|BAR|DTC|CET|GMT|UTC|CNG|LPG|PHEV|LED|MWH|HP|BHP"
)
"""Units, currencies and what stands on cars, in every language."""
NOT_FIRST: Final = frozenset({"vw", "bmw", "audi", "iso"}) | WORDS.not_in_plates

SHAPES: Final = (
    Shape(
        "DE",
        r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ \-]?\d{1,4}[EH]?|[A-ZÄÖÜ]{1,3}[ :][A-Z]{1,2}[ \-]\d{2,4}[EH]?",
        r"[A-ZÄÖÜ]{1,3}[ \-.:]{0,3}[A-Z]{1,2}[ \-.]{0,3}\d{1,4}[ \-]?[EH]?",
    ),
    Shape(
        "FR",
        r"[A-HJ-NP-TV-Z]{2}[ \-]?\d{3}[ \-]?[A-HJ-NP-TV-Z]{2}|\d{3,4}-[A-HJ-NP-TV-Z]{2,3}-(?:\d\d|2[AB])",
        r"\d{1,4}[ \-]?[A-Z]{2,3}[ \-]?(?:\d{2,3}|2[AB])",
    ),
    Shape(
        "ES",
        rf"\d{{4}}[ \-]?[BCDFGHJKLMNPRSTVWXYZ]{{3}}|(?:{PROVINCES})(?:-\d{{4}}-| (?!19|20)\d{{4}} )[A-Z]{{1,2}}",
        r"\d{4}[ \-]{0,3}[A-Z]{3}|[A-Z]{1,2}[ \-]?\d{4}[ \-]?[A-Z]{1,2}",
    ),
    Shape(
        "UK",
        r"[A-Z]{2}\d{2}[ \-]?[A-Z]{3}",
        r"[A-Z]{2}[ ]?\d{2}[ \-]?[A-Z]{3}|[A-Z]\d{1,3}[ ]?[A-Z]{3}|[A-Z]{3}[ ]?\d{1,3}[A-Z]",
    ),
    Shape("AT", rf"(?:{AUSTRIAN})[ \-]\d{{2,5}}[ ]?[A-Z]{{1,3}}", r"[A-Z]{1,2}[ \-]?\d{1,6}[ \-]?[A-Z]{0,4}"),
    Shape("CH", rf"(?:{CANTONS})[ \-·•]{{0,3}}\d{{5,6}}", rf"(?:{CANTONS}|AR|NE)[ \-·•]{{0,3}}\d{{1,6}}"),
    Shape("IT", r"[A-Z]{2}[ \-]?\d{3}[ \-]?[A-Z]{2}", r"[A-Z]{2}[ ]?\d{5,6}"),
    Shape(
        "NL",
        r"[A-Z]{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}"
        r"|[A-Z]{1,2}-\d{3}-[A-Z]{1,2}|\d-[A-Z]{3}-\d{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d{2}-[A-Z]{3}-\d",
        r"(?:[A-Z]{1,3}[ \-]?\d{1,3}[ \-]?[A-Z]{1,3}|\d{1,3}[ \-]?[A-Z]{1,3}[ \-]?\d{1,3})",
    ),
    Shape("BE", r"[12]-[A-Z]{3}-\d{3}|[12][ ][A-Z]{3}[ ]\d{3}", r"[12][ \-]?[A-Z]{3}[ \-]?\d{3}|[A-Z]{3}[ \-]?\d{3}"),
    Shape("PL", r"[A-Z]{2,3}[ ]\d{4}[A-Z]", r"[A-Z]{2,3}[ \-]?[A-Z0-9]{4,5}"),
    Shape("US", r"\d[A-Z]{3}\d{3}", r"[A-Z0-9]{2,4}[ \-][A-Z0-9]{2,4}|[A-Z0-9]{5,8}"),
)

DAY: Final = rf"\d\d-(?:{'|'.join(month.upper() for month in WORDS.months)})-\d\d"
SURE: Final = re.compile(
    rf"(?<![\w\-/])(?!(?:ISO|DIN|EN|SAE|USB)\b|{DAY})(?:{'|'.join(s.sure for s in SHAPES)})(?![\w]|-\w|/\w)"
)
NEVER: Final = re.compile(rf"(?<![A-Z])(?:{'|'.join((NO_PLATES, *WORDS.never_in_plates))})(?![A-Z])", re.IGNORECASE)
FEWEST_DIGITS: Final = 2
"""One digit beside words is a number of things ("at least 2"), though a few old German plates have no more."""
SHORTEST: Final = 4
"""Fewer letters and digits than this are a road or an engine ("I-80", "V8"), characters."""
YEARS_AND_PRICES: Final = re.compile(
    r"(?:19|20)\d\d|\d+(?:km|kw|ps|hp|eur|mph|kwh|nm|th|st|nd|rd|am|pm|tdi|tsi)", re.IGNORECASE
)


def plates(text: str) -> Iterator[Span]:
    """Every number plate."""
    for match in SURE.finditer(text):
        if not NEVER.search(match.group()):
            yield _span(match)
    if not CUES[Cue.PLATE].search(text):
        return
    for match in (match for pattern in _cued_shapes() for match in pattern.finditer(text)):
        if _plate_like(match.group()) and cued(Cue.PLATE, text, match.start(), match.end()):
            yield _span(match)


@cache
def _cued_shapes() -> tuple[re.Pattern[str], ...]:
    """Each form of each country in any case, beside no more of a date.

    Compiled when first needed: it takes as long as the rest of the import.
    """
    return tuple(
        re.compile(
            rf"(?<![\w])(?<!\d[./])(?!(?:{'|'.join(sorted(NOT_FIRST))})\b)(?:{form})(?![\w]|[./]\d)", re.IGNORECASE
        )
        for shape in SHAPES
        for form in (shape.sure, shape.cued)
    )


def _plate_like(candidate: str) -> bool:
    """Letters and digits, and neither a year, a price nor a unit."""
    letters = any(map(str.isalpha, candidate))
    digits = sum(map(str.isdigit, candidate)) >= FEWEST_DIGITS
    words = re.split(r"[ \-]", candidate)
    if words[0].isupper() and words[-1].isalpha() and words[-1].islower():
        return False  # the sentence goes on: "ZH 4711 aus"
    if any(len(word) > 2 and (word in NOT_FIRST or _announces(word)) for word in words):
        return False
    long = sum(map(str.isalnum, candidate)) >= SHORTEST
    return (
        letters and digits and long and not NEVER.search(candidate) and not any(map(YEARS_AND_PRICES.fullmatch, words))
    )


def _announces(word: str) -> bool:
    """Whether a word says what the number behind it is: "phone 0151"."""
    return any(pattern.fullmatch(word) for pattern in CUES.values())


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), type=PiiType.PLATE)
