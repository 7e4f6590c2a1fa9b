"""How much of a sentence's content the evidence holds: shared beginnings of words, without a model.

Words are compared by their first letters without their ending: "driving" and "drives" are one.
"""

import re
from collections.abc import Set
from functools import cache
from typing import Final

from agents.response.grounding.policy import LEAST_LETTERS, STEM_LETTERS
from languages.normalise import normalised
from languages.topic import words_of
from languages.topics.function_words import FunctionWords

_WORD: Final = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_ENDING: Final = re.compile(r"(?:are|ere|ire|ing|ez|ed|es|er|ar|ir|en|em|[aeiosnt])$")
_DOUBLED: Final = re.compile(r"([bdgmnprt])\1$")
"""Before an ending English doubles a letter: "top" and "topped" are one."""
_LEAST_STEM: Final = 3


def stems(text: str, language: str) -> frozenset[str]:
    """Return the content words of a text, each as its stem."""
    plain = normalised(text)
    if separable := _separable(language):
        plain = separable.sub(r"\g<0> ", plain)
    return frozenset(_stem(word) for word in _WORD.findall(plain) if word not in _function_words(language))


def share(part: Set[str], whole: Set[str]) -> float:
    """Return the share of the one's words that the other holds, 0..1; 1 where there are none."""
    return len(part & whole) / len(part) if part else 1.0


def _stem(word: str) -> str:
    stem = _DOUBLED.sub(r"\1", _ENDING.sub("", word))
    return (stem if len(stem) >= _LEAST_STEM else word)[:STEM_LETTERS]


@cache
def _separable(language: str) -> re.Pattern[str] | None:
    beginnings = "|".join(map(normalised, words_of(FunctionWords, language).separable))
    return re.compile(rf"(?<!\w)(?:{beginnings})(?=\w{{{LEAST_LETTERS}}})") if beginnings else None


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(normalised(word) for word in words_of(FunctionWords, language).words)
