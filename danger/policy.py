"""From which probability on words speak of danger, and what counts as a disguise."""

from typing import Final

DANGER_FROM: Final = 0.5
"""Probability, judged by words alone, from which a message is a danger."""
UNSURE_FROM: Final = 0.2
"""The same from which danger is not ruled out."""
LEET_SHARE: Final = 1 / 3
"""Share of the words of a message that hold figures in the place of letters, from which all are read as letters."""
SHOUTED_LETTERS: Final = 6
"""Letters of a message, from which capitals may mean shouting: fewer are an abbreviation."""
SHOUTED_SHARE: Final = 0.8
"""Share of the letters that are capitals, from which a message shouts."""
