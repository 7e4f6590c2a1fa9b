"""From which probability on words speak of danger, and what counts as a disguise."""

from typing import Final

DANGER_FROM: Final = 0.5
"""Probability, judged by words alone, from which a message is a danger: of 6,000 ordinary sentences held out from
training fewer than one in a hundred reaches it."""
UNSURE_FROM: Final = 0.06
"""The same from which danger is not ruled out: one in twenty of them reaches it."""
UNSURE_SENTENCE_FROM: Final = 0.19
"""The same for a sentence of a message that has several: one in fifty ordinary sentences reaches it."""
DANGER_BEYOND_DOUBT: Final = 0.9
"""Probability from which no intent corrects the judgement."""
HARMLESS_INTENTS_EXCEPT: Final = ("emergency", "roadside_assistance", "warning_light", "out_of_scope")
"""Intents behind which there may be a danger, however certain they are."""
NEGATED_WORDS: Final = 3
"""Most words that one denying word denies."""
JUDGED_TOGETHER_CHARS: Final = 300
"""Longest message of several sentences that is also judged as a whole, characters."""
RUN_WORDS: Final = 24
"""Words after which a sentence that does not end is judged in runs of so many, each half in the one before."""
UNSPACED_CHARS: Final = 20
"""Characters without a blank from which a message is words run together: nearly all words that stand alone are shorter
(99 in 100 of those that training knows)."""
KIND_SHARE: Final = 0.6
"""Share of the danger that a kind must have to be named."""
LEET_SHARE: Final = 1 / 4
"""Share of the words of a message that hold figures in the place of letters, from which all are read as letters."""
SHOUTED_LETTERS: Final = 6
"""Letters of a message, from which capitals may mean shouting: fewer are an abbreviation."""
SHOUTED_SHARE: Final = 0.8
"""Share of the letters that are capitals, from which a message shouts."""
