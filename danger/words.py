"""Danger judged from the words of a message: no vector, no agent, microseconds."""

from functools import cache
from pathlib import Path
from typing import Final

from contracts.findings import DangerFinding, DangerLevel
from danger.policy import DANGER_FROM, UNSURE_FROM
from languages.word_head import WordHead, load_word_head

HEAD: Final = Path(__file__).with_name("words.npz")
HARMLESS: Final = "harmless"


@cache
def word_head() -> WordHead:
    """Return the trained head. Raises `ConfigurationError` if its file is missing or broken."""
    return load_word_head(HEAD, "python -m training danger_words")


def probability(text: str) -> float:
    """Return how likely a text speaks of danger, 0 to 1."""
    return 1 - word_head().probabilities(text)[HARMLESS]


def judge_words(text: str) -> DangerFinding:
    """Return what the words of a message say of danger, whatever else is known. Raises `ConfigurationError`."""
    found = probability(text)
    return DangerFinding(level=_level(found), probability=found, model="danger/words")


def _level(found: float) -> DangerLevel:
    if found >= DANGER_FROM:
        return "danger"
    return "unsure" if found >= UNSURE_FROM else "harmless"
