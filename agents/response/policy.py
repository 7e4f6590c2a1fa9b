"""Numbers of the response agent."""

from typing import Final

RELATED_PASSAGE_GAP: Final = 0.08
"""A second page is pointed to if its passage scores at most this much less than the first."""
