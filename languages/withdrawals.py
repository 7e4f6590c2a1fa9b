"""Messages that take a request back: "I no longer need anyone", "it works again". All languages at once."""

import re
from functools import cache
from typing import Final

from languages.normalise import same_length
from languages.questions import asks, requests
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
    """Whether a message takes a request back, in whatever way, and wants nothing else.

    "Forget it. When do you open" does not: what it asks would be lost, and nothing is if the request stays.
    """
    return needs_nobody(text) or (_is_short(text) and says(spoken(text), _dropped()) and not _wants_more(text))


def needs_nobody(text: str) -> bool:
    """Whether a message says outright that help is not needed any more, or that what was wrong is right again.

    "It does not work again" says the opposite: what is said to be right counts only in a clause that denies nothing.
    """
    if not _is_short(text):
        return False
    settled = any(says(clause, _settled()) and not says(clause, _negating()) for clause in _clauses(text))
    return (settled or says(spoken(text), _unneeded())) and not _wants_more(text)


def says_all_safe(text: str) -> bool:
    """Whether a message says that nobody is in danger or that help has come, and denies nothing else.

    "Not everyone is safe" does not.
    """
    return _is_short(text) and any(map(_is_safe, _clauses(text))) and not _wants_more(text)


def _is_safe(clause: str) -> bool:
    rest = _arrived().sub(" ", without(clause, _safe()))
    return rest != clause and not says(rest, _negating())


def _clauses(text: str) -> list[str]:
    return [spoken(clause) for clause in _BORDER.split(_JOINED.sub("t", same_length(text)))]


def _is_short(text: str) -> bool:
    return "?" not in text and len(text.split()) <= MOST_WORDS


def _wants_more(text: str) -> bool:
    return any(map(_wants_another, _clauses(text)))


def _wants_another(clause: str) -> bool:
    """Whether a clause asks or requests something, and takes nothing back: "I only wanted to know" does."""
    return (asks(clause) or requests(clause)) and not says(clause, _withdrawing()) and not _arrived().search(clause)


@cache
def _settled() -> tuple[str, ...]:
    return merged(each.settled for each in words_of_all(Withdrawals))


@cache
def _safe() -> tuple[str, ...]:
    return merged(each.safe for each in words_of_all(Withdrawals))


@cache
def _arrived() -> re.Pattern[str]:
    patterns = merged(each.arrived for each in words_of_all(Withdrawals))
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


@cache
def _unneeded() -> tuple[str, ...]:
    return merged(each.unneeded for each in words_of_all(Withdrawals))


@cache
def _dropped() -> tuple[str, ...]:
    return merged(phrases for each in words_of_all(Withdrawals) for phrases in (each.unasked, each.dropped))


@cache
def _withdrawing() -> tuple[str, ...]:
    return (*_settled(), *_safe(), *_unneeded(), *_dropped())


@cache
def _negating() -> tuple[str, ...]:
    return merged(each.negating for each in words_of_all(Clauses))
