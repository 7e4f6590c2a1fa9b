"""Passages that hold for the make that a message speaks of. Pure."""

from collections.abc import Sequence

from contracts.findings.knowledge import Passage
from vehicles.makes import makes_named
from vehicles.names import is_said, make_key, words_in


def of_make_asked(passages: Sequence[Passage], question: str) -> tuple[Passage, ...]:
    """Return the passages that may answer a question that names none of the tenant's models, in their order.

    Where it names another make than that of a page, only what speaks of that make too says anything about it. A page
    without a make is about no car, such as one with opening hours.
    """
    named = makes_named(question)
    return tuple(passage for passage in passages if not named or _holds_for(passage, question, named))


def _holds_for(passage: Passage, question: str, named: frozenset[str]) -> bool:
    if passage.brand is None or make_key(passage.brand) in named or is_said(passage.brand, words_in(question)):
        return True
    return bool(named & makes_named(f"{passage.title}: {passage.section}: {passage.text}"))
