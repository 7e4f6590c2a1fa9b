"""Vehicle identification numbers (ISO 3779): 17 characters, never I, O or Q.

Makers in Europe need no valid check digit, so the form decides, helped by vininfo's list of makers and by cue words.
"""

import re
from collections.abc import Iterator
from typing import Final

from privacy.cues import BEFORE_CHARS, CUES, Cue, cued
from privacy.spans import PiiType, Span

VIN: Final = re.compile(r"(?<![^\W_])(?=[A-Z0-9]{0,16}\d)(?=\d{0,16}[A-Z])[A-Z0-9]{17}(?![^\W_])", re.IGNORECASE)
SPACED: Final = re.compile(r"(?<![^\W_])(?=([A-Z0-9](?:[ \-.]?[A-Z0-9]){16})(?![^\W_]))", re.IGNORECASE)
"""Looks ahead, so that the words before a number do not use its characters up."""
PARTIAL: Final = re.compile(r"(?<![^\W_])((?=[A-Z]{0,15}\d)[A-Z0-9]{6,20})(?![^\W_])", re.IGNORECASE)
FEWEST_DIGITS: Final = 4
PARTIAL_REACH: Final = 30
"""How near a cue must stand before a part of a number, or one with characters too many, characters."""


def vins(text: str) -> Iterator[Span]:
    """Every vehicle identification number; with a cue also spaced, mistyped or in part."""
    for match in VIN.finditer(text):
        if _plausible(match.group()) or cued(Cue.VIN, text, match.start(), match.end()):
            yield _span(match)
    for pattern, reach in ((SPACED, BEFORE_CHARS), (PARTIAL, PARTIAL_REACH)):
        for match in pattern.finditer(text):
            digits = sum(map(str.isdigit, match[1]))
            if digits >= FEWEST_DIGITS and CUES[Cue.VIN].search(text, max(0, match.start() - reach), match.start()):
                yield Span(start=match.start(1), end=match.end(1), type=PiiType.VIN)


def _plausible(candidate: str) -> bool:
    from vininfo import Vin
    from vininfo.exceptions import ValidationError

    try:
        number = Vin.validate(candidate)
    except ValidationError:
        return False
    return number[-3:].isdigit() or sum(char.isdigit() for char in number) >= 5 or _known_maker(number)


def _known_maker(number: str) -> bool:
    from vininfo.dicts import WMI

    return number[:3] in WMI or number[:2] in WMI


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end(), type=PiiType.VIN)
