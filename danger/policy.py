"""From which probability on words speak of danger, and what counts as a disguise."""

from typing import Final

DANGER_FROM: Final = 0.5
"""Probability, judged by words alone, from which a message is a danger: of 19,500 real messages, each held out from
training once, one in 100 has a sentence that reaches it."""
UNSURE_FROM: Final = 0.15
"""The same from which danger is not ruled out: 92 of 100 dangers reach it that were held out likewise, families as
wholes; of the tweets among the real messages one in 26, of the others one in 120. Half of it would see 95, and ask one
tweet in 16."""
UNSURE_SENTENCE_FROM: Final = 0.4
"""The same for a sentence of a message that has several: any of them may mislead. Chosen on the same held-out messages,
so that one more of 100 dangers would cost as many of 100 tweets as at `UNSURE_FROM`, two thirds of one. One real
message in 115 is asked about for such a sentence; of 100 dangers in the middle of a long message, where only their
sentence tells of them, 83 reach it."""
UNSURE_NAME_FROM: Final = 0.9
"""Probability, of whoever judges, from which a bare word that names no danger is asked back about: it is few pieces,
and of 740 that name a part or a topic, each held out, one in four reaches `UNSURE_FROM`, and one in 65 this."""
DANGER_BEYOND_DOUBT: Final = 0.9
"""Probability from which no intent corrects the judgement."""
CALLS_FOR_HELP: Final = ("emergency", "roadside_assistance")
"""Intents whose buttons may be pressed by somebody in danger."""
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
"""Share of the danger that a wish to die must have to be named."""
LEET_SHARE: Final = 1 / 4
"""Share of the words of a message that hold figures in the place of letters, from which all are read as letters."""
SHOUTED_LETTERS: Final = 6
"""Letters of a message, from which capitals may mean shouting: fewer are an abbreviation."""
SHOUTED_SHARE: Final = 0.8
"""Share of the letters that are capitals, from which a message shouts."""
