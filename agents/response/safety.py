"""What a page says about safety is told, whoever words the rest of the answer.

A model that answers with half of a page may leave out the half that nobody must miss: "pump the tyre up" without "do
not drive if it stays flat".
"""

from collections.abc import Sequence

from agents.response.grounding.markers import bare, without_item_mark
from agents.response.grounding.overlap import share, stems
from agents.response.grounding.policy import SIMILAR_CLAUSE
from agents.response.grounding.sentences import sentences
from agents.response.grounding.stance import clauses, is_about_safety
from contracts.findings.knowledge import Passage
from languages.served import served


def safety_of(quote: str, passage: Passage) -> list[str]:
    """Return the sentences of a passage's quote that say how to stay safe, without the marks of a list."""
    found = [without_item_mark(one.strip()) for one in sentences(quote)]
    return [one for one in found if is_about_safety(one, passage.language)]


def left_out(told: Sequence[str], passage: Passage, text: str, language: str) -> list[str]:
    """Return which of these sentences a text in a language does not say.

    Words of two languages cannot be compared: there a text says them that says anything about safety.
    """
    said = [bare(one) for one in sentences(text)]
    if served(language) != served(passage.language):
        return [] if any(is_about_safety(one, language) for one in said) else list(told)
    return [one for one in told if not any(_says(other, one, passage.language) for other in said)]


def _says(said: str, told: str, language: str) -> bool:
    if share(stems(told, language), stems(said, language)) < SIMILAR_CLAUSE:
        return False
    return _denies(said, language) == _denies(told, language)


def _denies(text: str, language: str) -> bool:
    return any(clause.denied for clause in clauses(text, language))
