"""What a message wishes, where it also says what it does not: "I do not want a test drive, I want to complain"."""

import re
from functools import cache
from typing import NamedTuple

from agents.intent.requests import clauses
from encoder import sentences
from languages.normalise import normalised, same_length
from languages.spoken import says, spoken
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses


class Wishes(NamedTuple):
    """The clauses of a message, by whether they deny a wish."""

    left: str
    """The message without the clauses that deny a wish; empty where nothing is left."""
    denied: bool
    """Whether any clause denies a wish."""


def wishes(text: str) -> Wishes:
    """Part a message into what it wishes and what it does not."""
    parts = [part for sentence in sentences(text) for clause in clauses(sentence) for part in _parts(clause)]
    left = [_restricting().sub("", part) for part in parts if not denies(part)]
    return Wishes(", ".join(left), len(left) < len(parts))


def denies(clause: str) -> bool:
    """Whether a clause says that something is not wished.

    "It does not start" denies nothing, and "I no longer need it" is a wish of its own: to give it up.
    """
    denied = _denials().search(normalised(same_length(clause))) is not None
    return denied and not says(spoken(clause), _ceasing())


def _parts(clause: str) -> list[str]:
    return [stripped for part in _borders().split(clause) if (stripped := part.strip(" .!?,;:¡¿–-"))]


@cache
def _ceasing() -> tuple[str, ...]:
    return merged(each.ceasing for each in words_of_all(Clauses))


@cache
def _restricting() -> re.Pattern[str]:
    """Words such as "but only", which heads take for those of an appointment that is changed."""
    words = "|".join(map(re.escape, merged(each.restricting for each in words_of_all(Clauses))))
    return re.compile(rf"^(?:(?:{words})\s+)+", re.IGNORECASE)


@cache
def _denials() -> re.Pattern[str]:
    return re.compile("|".join(merged(each.denials for each in words_of_all(Clauses))))


@cache
def _borders() -> re.Pattern[str]:
    """Between two clauses: a comma or the like, and before a word that says what is wanted instead."""
    words = "|".join(map(re.escape, merged(each.contrasts for each in words_of_all(Clauses))))
    return re.compile(rf"[,;:.!?](?=\s|$)|(?<!\bno)(?<!\bnon)\s+(?=(?:{words})\b)", re.IGNORECASE)
