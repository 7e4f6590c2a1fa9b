"""Payment cards and IBANs: form first, then check digits; a cue beside it forgives a typing error."""

import re
from collections.abc import Iterator
from typing import Final

from privacy.cues import BEFORE_CHARS, Cue, cued
from privacy.spans import PiiType, Span
from privacy.words import IBAN_LENGTH, WORDS

CARD: Final = re.compile(r"(?<![\w.])(?:(?<!,)|(?<=\d{4},))\d(?:[ \-.–]{0,2}\d){11,18}(?![\w]|\.\d|,\d{1,3}(?!\d))")
"""12 to 19 digits (ISO/IEC 7812), in groups or not; after a comma another number may follow, but no decimals."""
SHORT_CARD: Final = re.compile(r"(?:5[06-8]|6\d)\d{10}")
"""Maestro alone has cards of 12 digits; other numbers have as many too often to be told by a check digit."""
CARD_NUMBER: Final = re.compile(
    r"[12]\d{14}|2[2-7]\d{14}|3\d{13,15}|35\d{14,17}|4(?:\d{12}|\d{15}|\d{18})|5\d{15}|(?:50|5[6-9]|6\d)\d{11,17}"
)
"""Numbers as issuers give them out: first digits and length. Time stamps in milliseconds, and days with their time in
digits, pass every tenth check digit, but have another length than cards that begin as they do."""
CARD_GROUPS: Final = re.compile(r"\d{4}[ \-.]{1,2}\d{4}[ \-.]{1,2}\d{4}[ \-.]{1,2}\d{1,7}|3\d{3}[ \-]\d{6}[ \-]\d{5}")
IBAN_START: Final = re.compile(r"(?<![^\W_])[A-Za-z]{2}[ \-]?\d{2}(?=[ \-.]{0,2}[A-Za-z0-9])")
WRONG_IBAN: Final = re.compile(
    r"[A-Za-z]{2}[ \-]?\d{2}(?=(?:[ \-.]?[A-Za-z0-9]){8})"
    r"(?:[ \-.]?(?:[A-Za-z]{0,4}\d[A-Za-z0-9]{0,30}|[A-Z]{4}(?!\w))){1,9}"
)
SHORTEST_IBAN: Final = min(IBAN_LENGTH.values())
ANNOUNCED: Final = re.compile(rf"iban|{WORDS.account}", re.IGNORECASE)
SEPARATORS: Final = " -.\u00a0"


def payments(text: str) -> Iterator[Span]:
    """Every card number and IBAN."""
    for match in CARD.finditer(text):
        if _is_card(text, match):
            yield Span(start=match.start(), end=match.end(), type=PiiType.CARD)
    for match in IBAN_START.finditer(text):
        end = _end_of_iban(text, match)
        if end is not None:
            yield Span(start=match.start(), end=end, type=PiiType.IBAN)


def _is_card(text: str, match: re.Match[str]) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", match.group())
    if (CARD_NUMBER.fullmatch(digits) or SHORT_CARD.fullmatch(digits)) and luhn.is_valid(digits):
        return True
    return bool(CARD_GROUPS.fullmatch(match.group())) or cued(
        Cue.CARD, text, match.start(), match.end(), before_only=True
    )


def _end_of_iban(text: str, match: re.Match[str]) -> int | None:
    """Where an IBAN ends that starts here: after as many characters as its country has, mostly digits."""
    wanted = IBAN_LENGTH.get(match.group()[:2].upper())
    if wanted is None:
        return None
    compact, at, gap = "", match.start(), 0
    while at < len(text) and len(compact) < wanted and gap <= 2:
        if text[at].isascii() and text[at].isalnum():
            compact, gap = compact + text[at], 0
        elif text[at] in SEPARATORS:
            gap += 1
        else:
            break
        at += 1
    if len(compact) < wanted or text[at : at + 1].isalnum():
        return _end_of_wrong_iban(text, match)
    return at if _plausible(compact, spaced=not match.group().isalnum()) else None


def _plausible(compact: str, *, spaced: bool) -> bool:
    """Right by its check digits; or mostly digits, unless "no 4735..." only looks like the start of one."""
    from stdnum import iban

    digits = sum(char.isdigit() for char in compact)
    return bool(iban.is_valid(compact, check_country=False)) or (digits >= len(compact) - 6 and not spaced)


def _end_of_wrong_iban(text: str, match: re.Match[str]) -> int | None:
    """An IBAN that is too short or too long, if it is announced as one or right by its check digits all the same."""
    from stdnum.iso7064 import mod_97_10

    longer = WRONG_IBAN.match(text, match.start())
    if longer is None:
        return None
    if ANNOUNCED.search(text, max(0, match.start() - BEFORE_CHARS), match.start()):
        return longer.end()
    compact = re.sub(r"[\W_]", "", longer.group())
    right = len(compact) >= SHORTEST_IBAN and mod_97_10.is_valid(compact[4:] + compact[:4])
    return longer.end() if right else None
