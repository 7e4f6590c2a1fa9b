"""What each channel can carry, and numbers of replies that a model writes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from agents.response.grounding.verdict import Reason
from contracts.channel import Channel


class Limits(NamedTuple):
    """What a channel can carry."""

    reply_chars: int
    """Longest reply that is aimed at, characters."""
    most_chars: int
    """Longest answer of a model, characters: one that goes on for longer than it was asked to is ended there, at the
    end of a sentence and before none that warns."""
    has_lists: bool
    """Whether lists, tables and pointers to further pages are of use to whom the reply reaches."""


LIMITS: Final[Mapping[Channel, Limits]] = MappingProxyType(
    {
        "chat": Limits(reply_chars=600, most_chars=1200, has_lists=True),
        "speech": Limits(reply_chars=300, most_chars=450, has_lists=False),
    }
)
"""Chat: 600 characters are what a phone shows without scrolling, and as long as most that the fast path says
(`agents/policy.py`); what is too long costs a reader a glance, so twice as much is let pass.

Speech: a voice says some 15 characters a second (150 words a minute, a word and its blank being 6 characters), so 300
take 20 s and 450 take 30 s. Nobody can skip or look back while listening, and a driver has a road to look at: this is
two or three sentences of our pages. It is our judgement, not a measured figure."""
REPLY_TOKENS: Final = 350
"""Most tokens of a reply: twice what the longest `reply_chars` take in a language that needs a token for each 3
characters."""
FLAGS_SHOWN: Final[frozenset[Reason]] = frozenset({"support", "number_word", "cited_elsewhere"})
"""Doubts in spite of which a sentence is shown, if it names its source: it is said in other words than the passage, and
whoever wants to be sure can look."""
LEAST_SUPPORT: Final = 0.2
"""Share of a sentence's content words, 0..1, that the evidence must hold for a doubt to be passed over: what shares
hardly a word with what it cites is said of something else, as by a model that obeys an order in a passage."""
STOP_SECONDS: Final = 0.5
"""How often it is asked, while a sentence is being written, whether the reply was stopped, seconds. Each time is a read
of a table; the widget shows a stop at once, so that nobody waits for it."""
