"""The numbers of a packet."""

from typing import Final

QUOTE_CHARS: Final = 140
"""Most characters that a summary quotes of a message: two lines in a column beside the conversation."""
MOOD_SHIFT: Final = 0.5
"""How far the last mood is from the first one, of 2, where a summary calls it a change: a quarter of the scale. Less is
within what one message sounds unlike the next."""
