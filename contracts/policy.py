"""Numbers of policy that several folders share, each with its unit, reason and source.

What one folder uses alone stands in the `policy.py` of that folder.
"""

from typing import Final

# --- Limits of a request -----------------------------------------------------------------------------------------
MAX_TEXT_CHARS: Final = 4_000
"""Longest accepted message, characters."""
MAX_CLIENT_TURN_ID_CHARS: Final = 64

# --- Understanding -----------------------------------------------------------------------------------------------
ANGRY_SCORE: Final = -0.8
"""Sentiment score at or below which a turn counts as angry.

Tweets taught it, and people name a fault in words that tweets use in anger: of 156 synthetic handbook questions 13 %
are at or below -0.65, and 7 % here; of 400 other requests 9 %, and 5 % here. Of 24 synthetic complaints 17 are, and 13
here."""

# --- Knowledge ---------------------------------------------------------------------------------------------------
PASSAGES_PER_TURN: Final = 4
TOPICS_PER_QUESTION: Final = 3
"""Most headings that one question back offers: what a phone shows without scrolling."""

# --- Models ------------------------------------------------------------------------------------------------------
USD_A_TURN: Final = 0.05
"""The most that models may cost a turn, US dollars, unless a tenant says otherwise.

A turn that asks about the message and has the reply written costs 0.0002 as a rule (docs/models.md). With a message
of 4,000 characters and the dearest model of the alias `fast`, Claude Haiku 4.5, it might cost 0.021. Twice that leaves
room for answers that are sent back and calls that break off."""

# --- Routing -----------------------------------------------------------------------------------------------------
MIN_INTENT_CONFIDENCE: Final = 0.35
"""Below this probability the best intent is a guess: the reply asks back, and nothing goes on from it."""
LIKELY_INTENT_CONFIDENCE: Final = 0.5
"""From this probability the best intent is likelier than all others together."""
CERTAIN_INTENT_CONFIDENCE: Final = 0.8
"""Probability from which the best intent stands, whatever else was found."""
FALLBACK_QUEUE: Final = "customer_care"
"""Takes what no other queue owns."""
CRISIS_QUEUE: Final = "crisis"
"""For people who may not want to live: nobody else waits in it, and whoever waits in it is moved to no other."""
EMERGENCY_PRIORITY: Final = 1
"""The priority of emergencies, and of nothing else."""
