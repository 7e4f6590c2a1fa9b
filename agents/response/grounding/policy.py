"""Numbers of the grounding check, each with its unit and reason."""

from typing import Final

APPROVED_LANGUAGES: Final = ("en", "de", "es", "fr", "it")
"""Languages in which a model may write replies (ISO 639-1): those for which the words of this check were written."""
MIN_SUPPORT: Final = 0.5
"""Share of a sentence's content words that the evidence must hold, 0..1; below it the sentence is flagged.

A passage's own sentences have 1.0; `python -m evaluation.grounding` counts how many from other passages are flagged.
Rewording lowers the share, so a higher threshold would flag what is only said otherwise."""
SAME_LANGUAGE: Final = 0.8
"""From this support on, 0..1, by evidence in the language of the reply, a sentence is in that language too."""
MIN_CONTENT_WORDS: Final = 3
"""Fewer content words than these support or contradict nothing by themselves: "Gladly!"."""
SAME_CLAUSE: Final = 0.8
"""Share of a clause's words, 0..1, that a clause of the evidence must hold to speak of the same thing. Where that says
the opposite the sentence is dropped."""
SIMILAR_CLAUSE: Final = 0.6
"""From this share on, 0..1, an opposite clause makes the sentence doubtful: it is flagged."""
RELATED_CLAUSE: Final = 0.5
"""Share of a forbidding clause's words, 0..1, that a permission holds which is about the same thing."""
STEM_LETTERS: Final = 5
"""Letters of a word's stem that are compared. Endings, and what German adds to a noun, come after them."""
LEAST_LETTERS: Final = 3
"""Letters of the shortest word that counts as content."""
ASSERTED_WITHIN: Final = 3
"""Words before a number among which "is" or the like makes it a statement: "the pressure is about 3 bar"."""
