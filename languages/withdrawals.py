"""Messages that take a request back: "I no longer need anyone", "it works again". All languages at once."""

import re
from functools import cache
from typing import Final

from languages.spoken import says, spoken
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses
from languages.topics.withdrawals import Withdrawals

MOST_WORDS: Final = 16
"""Whoever takes a request back says little else; in a longer message such words may be about something else."""
_BORDER: Final = re.compile(r"[,;:.!]")


def withdraws(text: str) -> bool:
    """Whether a message says that the request is done with. One that asks something does not.

    "It does not work again" says the opposite: what is said to be right counts only in a clause that denies nothing.
    """
    if "?" in text or len(text.split()) > MOST_WORDS:
        return False
    clauses = [spoken(clause) for clause in _BORDER.split(text)]
    settled = any(says(clause, _settled()) and not says(clause, _negations()) for clause in clauses)
    return settled or says(spoken(text), _done_with())


@cache
def _settled() -> tuple[str, ...]:
    return merged(each.settled for each in words_of_all(Withdrawals))


@cache
def _done_with() -> tuple[str, ...]:
    return merged(phrases for each in words_of_all(Withdrawals) for phrases in (each.unneeded, each.dropped))


@cache
def _negations() -> tuple[str, ...]:
    return merged(each.negations for each in words_of_all(Clauses))
