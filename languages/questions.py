"""Whether a message asks something, in any language."""

import re
from functools import cache
from typing import Final

from languages.spoken import says, spoken
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses

_PAUSE: Final = re.compile(r"[,.;:!\n]+")


def asks(text: str) -> bool:
    """Whether a message asks by a question mark, by how one of its clauses begins, or by a word that always asks."""
    if "?" in text or says(spoken(text), _asking()):
        return True
    return any(f"{spoken(clause)} ".startswith(_beginnings()) for clause in _PAUSE.split(text))


def asks_what_holds(text: str) -> bool:
    """Whether a message asks what a thing costs, needs or allows, and requests nothing: "what is the excess?"."""
    return asks(text) and not requests(text)


def requests(text: str) -> bool:
    """Whether a message requests something by its words: "I would like", "could you"."""
    return says(spoken(text), _requesting())


@cache
def _requesting() -> tuple[str, ...]:
    return merged(each.requesting for each in words_of_all(Clauses))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(f"{spoken(word)} " for word in merged(each.questions for each in words_of_all(Clauses)))


@cache
def _asking() -> tuple[str, ...]:
    return merged(each.asking for each in words_of_all(Clauses))
