"""Lamps that burn: in German, and in English by those who think in it, that only says that they are lit.

All languages at once, since people write in the other's.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from languages.spoken import spoken
from languages.topic import merged, words_of_all
from languages.topics.clauses import Clauses
from languages.topics.dangers import Dangers

_NEAR_WORDS: Final = 3
"""As far from its lamp the verb may stand: "das Licht hinten im Kofferraum brennt"."""
_BORDER: Final = re.compile(r"[,;:.!?\n]+")


def without_lit_lamps(text: str) -> str:
    """Return the words of a text without the verbs of lamps; as it is where none is said to burn.

    "The airbag light is burning" is left as "the airbag light is". Lamp and verb stand in one clause, so that of "the
    light is on and the engine is burning" nothing is left out.
    """
    clauses = [clause for part in _BORDER.split(text) for clause in _joined(spoken(part).split())]
    left = [_without_verbs(clause) for clause in clauses]
    return " ".join(word for clause in left for word in clause) if left != clauses else text


def _joined(words: list[str]) -> Iterator[list[str]]:
    """The clauses of a sentence that words such as "and" join."""
    begin = 0
    for place, word in enumerate(words):
        if word in _joining():
            yield words[begin:place]
            begin = place
    yield words[begin:]


def _without_verbs(clause: list[str]) -> list[str]:
    lamps = [place for place, word in enumerate(clause) if word.endswith(_lamps())]
    near = {place for lamp in lamps for place in range(lamp - _NEAR_WORDS, lamp + _NEAR_WORDS + 1)}
    return [word for place, word in enumerate(clause) if word not in _burn() or place not in near]


@cache
def _joining() -> frozenset[str]:
    return frozenset(
        map(spoken, merged(words for each in words_of_all(Clauses) for words in (each.joining, each.contrasts)))
    )


@cache
def _lamps() -> tuple[str, ...]:
    return tuple(spoken(word) for word in merged(each.lamps for each in words_of_all(Dangers)))


@cache
def _burn() -> frozenset[str]:
    return frozenset(map(spoken, merged(each.burn for each in words_of_all(Dangers))))
