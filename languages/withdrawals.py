"""Messages that take a request back: "I no longer need anyone", "it works again". All languages at once."""

import re
from functools import cache
from typing import Final

from languages.normalise import same_length
from languages.spoken import says, spoken, without
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses
from languages.topics.withdrawals import Withdrawals

MOST_WORDS: Final = 16
"""Whoever takes a request back says little else; in a longer message such words may be about something else."""
_BORDER: Final = re.compile(r"[,;:.!]")
_JOINED: Final = re.compile(r"(?<=n)'t\b")
"""So that "doesn't" is the word "doesnt"."""


def withdraws(text: str) -> bool:
    """Whether a message takes a request back, in whatever way. One that asks something does not."""
    return _may_withdraw(text) and (says(spoken(text), _dropped()) or needs_nobody(text))


def needs_nobody(text: str) -> bool:
    """Whether a message says outright that help is not needed any more, or that what was wrong is right again.

    "It does not work again" says the opposite: what is said to be right counts only in a clause that denies nothing.
    """
    if not _may_withdraw(text):
        return False
    settled = any(says(clause, _settled()) and not says(clause, _negating()) for clause in _clauses(text))
    return settled or says(spoken(text), _unneeded())


def says_all_safe(text: str) -> bool:
    """Whether a message says that nobody is in danger, and denies nothing else: "not everyone is safe" does not."""
    if not _may_withdraw(text):
        return False
    return any(says(clause, _safe()) and not says(without(clause, _safe()), _negating()) for clause in _clauses(text))


def _clauses(text: str) -> list[str]:
    return [spoken(clause) for clause in _BORDER.split(_JOINED.sub("t", same_length(text)))]


def _may_withdraw(text: str) -> bool:
    return "?" not in text and len(text.split()) <= MOST_WORDS


@cache
def _settled() -> tuple[str, ...]:
    return merged(each.settled for each in words_of_all(Withdrawals))


@cache
def _safe() -> tuple[str, ...]:
    return merged(each.safe for each in words_of_all(Withdrawals))


@cache
def _unneeded() -> tuple[str, ...]:
    return merged(each.unneeded for each in words_of_all(Withdrawals))


@cache
def _dropped() -> tuple[str, ...]:
    return merged(phrases for each in words_of_all(Withdrawals) for phrases in (each.unasked, each.dropped))


@cache
def _negating() -> tuple[str, ...]:
    return merged(each.negating for each in words_of_all(Clauses))
