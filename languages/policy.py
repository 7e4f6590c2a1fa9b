"""Numbers of policy about languages, each with its unit."""

from typing import Final

DEFAULT_LANGUAGE: Final = "en"
"""Where a language is unknown, or nobody answers in it. ISO 639-1."""
SERVED_PRIOR: Final = 0.79
"""Share of first messages that are in a language we serve; `weight` in its `detection.json` says how much each has.

With Italian at half the weight of the others, tweets in those are told as well as before it was served (98.5 % of 1,195
runs of five words, 98.6 % before), and runs of three words of Italian programs in 88.6 of 100 cases; at a full weight
98.4 and 90.4."""
SAME_LANGUAGE_PRIOR: Final = 0.98
"""Share of messages that stay in the conversation's language: people rarely switch."""
MIN_LANGUAGE_CONFIDENCE: Final = 0.5
"""Below this probability the language counts as unknown."""
ONE_WORD_SWITCH_CONFIDENCE: Final = 0.99
"""From here on a single word changes the language of a conversation: "hello" and "danke" are said everywhere."""
OPENING_CONFIDENCE: Final = 0.95
"""From here on the several words of a first message are in their own language, and not in that of the page.

Of tweets cut to two, three and four words, on a page in another of our languages, 0.78, 0.89 and 0.94 are told (0.54,
0.79 and 0.91 if the page counts as a conversation does); on a page in theirs 0.979, 0.987 and 0.988 (0.988, 0.989 and
0.991)."""
JUDGED_WORDS: Final = 50
"""Words of a message that its language is told by, the first ones; more tell no more."""
DISPLAY_WORDS: Final = 6
"""Up to so many words, all such as stand on dashboards, are read out ("battery low") and change the language of no
conversation."""
WITH_AN_UNKNOWN_WORD: Final = range(2, 4)
"""How many words may be read out though one of them is not known from dashboards: in a longer text it is a verb."""
