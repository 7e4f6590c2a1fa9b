"""Phrases found in a message whatever its case, accents and punctuation."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from languages.normalise import normalised, same_length

_KEPT: Final = 64
"""Patterns that are kept compiled; there is one for each list of phrases."""
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")
_WORD: Final = re.compile(r"[^\W_]+")


def spoken(text: str) -> str:
    """The words of a text alone, each a blank from the next: "C'è  QUALCUNO??" is "c e qualcuno".

    A letter that somebody leant on ("hellooo") counts once.
    """
    return " ".join(_WORD.findall(_STRETCHED.sub(r"\1", normalised(same_length(text)))))


def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text, as `spoken` gives it, holds one of the phrases as whole words."""
    return _anywhere(phrases).search(text) is not None


def without(text: str, phrases: tuple[str, ...]) -> str:
    """A text, as `spoken` gives it, with the phrases taken out of it."""
    return " ".join(_anywhere(phrases).sub(" ", text).split())


def says_only(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text, as `spoken` gives it, is made of nothing but these phrases."""
    return _alone(phrases).fullmatch(text) is not None


@lru_cache(_KEPT)
def _anywhere(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(phrases)})(?!\w)")


@lru_cache(_KEPT)
def _alone(phrases: tuple[str, ...]) -> re.Pattern[str]:
    one = rf"(?:{_either(phrases)})(?!\w)"
    return re.compile(rf"{one}(?: {one})*+")


def _either(phrases: Iterable[str]) -> str:
    """The longest first, so that no phrase hides one that goes on."""
    return "|".join(sorted({re.escape(spoken(phrase)) for phrase in phrases}, key=len, reverse=True))
