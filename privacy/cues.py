"""Words that say what the number beside them is, in every language."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from privacy.words import WORDS


class Cue(StrEnum):
    """What a word announces."""

    PHONE = "phone"
    PLATE = "plate"
    VIN = "vin"
    CARD = "card"
    DOCUMENT = "document"
    BORN = "born"
    REFERENCE = "reference"
    """An order, an invoice, a part: a number that identifies no person outside the company."""
    VERSION = "version"
    NAME = "name"
    POSTCODE = "postcode"


BEFORE_CHARS: Final = 48
"""How far before a number its cue may stand, characters."""
AFTER_CHARS: Final = 24

CUES: Final[Mapping[Cue, re.Pattern[str]]] = {
    cue: re.compile(rf"(?<!\w)(?:{'|'.join(WORDS.cues[cue.value])})(?!\w)", re.IGNORECASE) for cue in Cue
}


def cued(cue: Cue, text: str, start: int, end: int, *, before_only: bool = False) -> bool:
    """Whether a word of the cue stands shortly before the stretch, or just after it."""
    pattern = CUES[cue]
    if pattern.search(text, max(0, start - BEFORE_CHARS), start):
        return True
    return not before_only and bool(pattern.search(text, end, end + AFTER_CHARS))


def last_cue(text: str, start: int, among: tuple[Cue, ...]) -> Cue | None:
    """The one of several cues that stands nearest before the stretch."""
    nearest: tuple[int, Cue] | None = None
    for cue in among:
        for match in CUES[cue].finditer(text, max(0, start - BEFORE_CHARS), start):
            if nearest is None or match.end() > nearest[0]:
                nearest = (match.end(), cue)
    return nearest[1] if nearest else None
