"""Numbers that several agents share."""

from typing import Final

ANSWER_CHARS: Final = 420
"""Longest extractive answer, characters, cut between sentences."""
LIST_CHARS: Final = 700
"""Longest answer with a table or steps, characters: they are read line by line, and what would be cut may be the line
that was asked for. The longest section of the demo with either has 641."""
SURE_ANSWER: Final = 0.5
"""Probability from which a passage answers whatever the intent is. Of the sentences out of scope in CLINC150's
validation part, which the judge never saw, at most one in 200 may reach it: 7 of 1,940 do."""
FEW_WORDS: Final = 2
"""Words of a message that names a subject and asks nothing about it: "battery", "pneus hiver"."""
