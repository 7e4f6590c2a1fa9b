"""Addresses whose form alone gives them away: the tagger's safety net."""

import re
from collections.abc import Iterator
from typing import Final

from privacy.spans import PiiType, Span

NUMBER: Final = r"\d{1,4}(?:\s?(?:[a-h]|bis|ter))?(?:\s?[\-/]\s?\d{1,4}\s?[a-h]?)?(?![\w]|[.,]\d)"
NAME: Final = r"[^\W\d_][\w.'’\-]{0,30}"
POSTCODE: Final = r"\d{5}(?![\d.,]?\d|\s?(?:km|kilom|mi|€|eur))"
NO_NAME: Final = r"(?!(?:an?|auf|aus|bei|das|dem|den|der|des|die|im|in|is|ist|my|nach|the|und|von|zu[mr]?)\s)"
"""Words before a street's name that are no part of it."""
WAYS: Final = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|close|court|boulevard|blvd|crescent|terrace|square|gardens|parkway|pkwy"
    "|mews|grove|way|highway"
)
GERMAN: Final = r"(?:stra(?:ß|ss)e|str\.|gasse|allee|chaussee|straat)"
STREETS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Lindenstraße 12, Am Alten Markt 3b
        rf"(?<!\w){NO_NAME}(?:{NAME}[ \-])?[^\W\d_]{{2,30}}[ \-]?{GERMAN}\s{{0,2}}{NUMBER}",
        rf"(?<!\w)(?:{NAME}-)?[^\W\d_]{{3,30}}-?(?:weg|platz|ufer|damm|steig|ring|laan|plein|str)\s{{1,2}}{NUMBER}",
        # Unter den Eichen 7, 14195 Berlin
        (
            rf"(?<!\w)(?:am|beim|hinterm|im|zu[mr]|(?:an|auf|hinter|unter|vor) de[mnr]) (?:{NAME} )?{NAME} {NUMBER}"
            rf",? {POSTCODE}"
        ),
        # 12 rue de la Paix
        (
            rf"(?<!\w)\d{{1,4}}(?:\s?(?:bis|ter|quater))?,?\s(?:rue|avenue|av\.?|boulevard|bd|allée|impasse|chemin|quai|place|pl\.?|route|cours?)\s"
            rf"(?:(?:de|du|des|la|le|les|d['’]|l['’])\s?){{0,3}}{NAME}(?:[ \-]{NAME}){{0,2}}"
        ),
        # rue de la Paix, 75002
        (
            rf"(?<!\w)(?:rue|avenue|boulevard|allée|impasse|chemin|quai|place|route)\s(?:(?:de|du|des|la|le|les|d['’]|l['’])\s?){{0,3}}"
            rf"{NAME}(?:[ \-]{NAME}){{0,2}}(?:\s{NUMBER})?,? {POSTCODE}"
        ),
        # Calle de Alcalá 45, 3º B
        (
            rf"(?<!\w)(?:calle|c/|avenida|avda\.?|plaza|paseo|camino|carretera|ronda|via|viale|piazza|corso)\s"
            rf"(?:(?:de|del|la|las|los|el)\s){{0,2}}{NAME}(?:\s{NAME}){{0,3}}?,?\s(?:n[ºo°.]*\s?)?{NUMBER}"
        ),
        # 14 Park Lane
        rf"(?<!\w)\d{{1,5}}[a-h]?\s(?:{NAME}\s){{1,3}}?(?:{WAYS})(?!\w)\.?",
    )
)
UK_POSTCODE: Final = re.compile(
    r"(?<![\w\-])(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2})(?![\w\-])"
)


def streets(text: str) -> Iterator[Span]:
    """Streets with a number, and British postcodes."""
    for pattern in (*STREETS, UK_POSTCODE):
        for match in pattern.finditer(text):
            yield Span(start=match.start(), end=match.end(), type=PiiType.ADDRESS)
