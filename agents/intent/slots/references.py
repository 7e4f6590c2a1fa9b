"""Whether a word such as "part number" announces digits that could also be a day."""

from typing import Final

REACH: Final = 20
"""How far before the digits the word may begin, characters."""


def is_announced(text: str, start: int) -> bool:
    """Whether such a word stands right before the digits that begin at `start`. "Appointment" is none."""
    from privacy.cues import CUES, Cue

    cues = list(CUES[Cue.REFERENCE].finditer(text, max(0, start - REACH), start))
    return bool(cues) and not text[cues[-1].end() : start].strip(" .:#")
