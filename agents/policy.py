"""Numbers that several agents share."""

from typing import Final

MIN_INTENT_CONFIDENCE: Final = 0.35
"""Below this probability the best intent is a guess, and the reply asks instead of answering."""
LIKELY_INTENT_CONFIDENCE: Final = 0.5
"""From this probability the best intent is likelier than all others together."""
ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""
SURE_ANSWER: Final = 0.7
"""Probability from which a passage answers whatever the intent is. Of the sentences out of scope in CLINC150's
validation part, which the judge never saw, at most one in 200 reaches it; in steps of 0.05."""
FEW_WORDS: Final = 2
"""Words of a message that names a subject and asks nothing about it: "battery", "pneus hiver"."""
