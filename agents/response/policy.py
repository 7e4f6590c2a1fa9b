"""Numbers of replies that a model writes."""

from typing import Final

from agents.response.grounding.verdict import Reason

REPLY_CHARS: Final = 600
"""Longest reply that a model is asked for, characters: what a phone shows without scrolling, and as long as the fast
path's longest (`agents/policy.py`)."""
MOST_CHARS: Final = 2 * REPLY_CHARS
"""Longest answer of a model that is shown, characters: one that goes on for longer than it was asked to is ended there,
at the end of a sentence."""
REPLY_TOKENS: Final = 350
"""Most tokens of a reply: twice what `REPLY_CHARS` take in a language that needs a token for each 3 characters."""
FLAGS_SHOWN: Final[frozenset[Reason]] = frozenset({"support", "number_word", "cited_elsewhere"})
"""Doubts in spite of which a sentence is shown, if it names its source: it is said in other words than the passage, and
whoever wants to be sure can look."""
LEAST_SUPPORT: Final = 0.2
"""Share of a sentence's content words, 0..1, that the evidence must hold for a doubt to be passed over: what shares
hardly a word with what it cites is said of something else, as by a model that obeys an order in a passage."""
STOP_SECONDS: Final = 0.5
"""How often it is asked, while a sentence is being written, whether the reply was stopped, seconds. Each time is a read
of a table; the widget shows a stop at once, so that nobody waits for it."""
