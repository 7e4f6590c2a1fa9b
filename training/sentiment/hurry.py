"""Sentences as people type them who have no time: the head over words alone learns from such copies."""

import random
from typing import Final

RATE: Final = 0.08
"""Share of the letters that are struck twice, or not at all."""


def without_blanks(text: str) -> str:
    """Return the text as one word."""
    return "".join(text.split())


def misstruck(text: str) -> str:
    """Return the text with some letters doubled and some missing; the same ones every time."""
    lot = random.Random(text)  # noqa: S311  # no secret hangs on it

    def struck(letter: str) -> str:
        if not letter.isalpha() or lot.random() >= RATE:
            return letter
        return letter * 2 if lot.random() < 1 / 2 else ""

    return "".join(map(struck, text))
