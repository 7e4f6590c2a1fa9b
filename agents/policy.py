"""Numbers that several agents share."""

from typing import Final

MIN_INTENT_CONFIDENCE: Final = 0.35
"""Below this probability the best intent is a guess, and the reply asks instead of answering."""
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""
