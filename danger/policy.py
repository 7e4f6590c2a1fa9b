"""From which probability on words speak of danger."""

from typing import Final

DANGER_FROM: Final = 0.5
"""Probability, judged by words alone, from which a message is a danger."""
UNSURE_FROM: Final = 0.2
"""The same from which danger is not ruled out."""
