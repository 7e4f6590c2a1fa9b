"""Which models a question names, and the same question about others, or about none."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from languages.choices import words_around
from languages.normalise import has_letters
from languages.spoken import spoken

_ANY: Final = "car"
_KEPT: Final = 64
"""Patterns that are kept: a tenant's models have two, and a search looks for them in every heading it finds."""


def named(question: str, models: Collection[str]) -> tuple[str, ...]:
    """The models that a question names, as `models` writes them; of `Kite GT` the longer name only.

    Case does not matter, and an `s` may follow, as in "the Kite's battery" or German "des Kites".
    """
    known = {model.casefold(): model for model in models}
    return tuple(dict.fromkeys(known[found] for found in _pattern(frozenset(known)).findall(question.casefold())))


def asked_of(question: str, others: Sequence[str], models: Collection[str]) -> str:
    """The question about `others` instead of the models it names: "How big is the Kite's boot?" asked of the Heron.

    One that names none is asked of them by their names behind it.
    """
    names = " ".join(others)
    asked, replaced = _pattern(frozenset(models), re.IGNORECASE).subn(lambda _: names, question)
    return asked if replaced else f"{question} {names}"


def without_models(question: str, models: Collection[str]) -> str:
    """The question without the models it names; as it is where it says nothing else.

    Which model is meant says which passages apply, and nothing of what they should be about.
    """
    left = " ".join(_pattern(frozenset(models), re.IGNORECASE).sub(" ", question).split())
    return left if has_letters(left) else question


def names_only_models(question: str, models: Collection[str]) -> bool:
    """Whether a question names models and says nothing else: "the Kite please"."""
    left, named_ones = _pattern(frozenset(models), re.IGNORECASE).subn(" ", question)
    return named_ones > 0 and set(spoken(left).split()) <= words_around()


def of_any_model(text: str, models: Collection[str]) -> str:
    """What a text says of any model, which is encoded in its place, of a question as of a passage.

    A name is a word that the encoder does not know, and weighs more in a short question than all else.
    """
    return _pattern(frozenset(models), re.IGNORECASE).sub(_ANY, text)


@lru_cache(_KEPT)
def _pattern(models: frozenset[str], flags: int = 0) -> re.Pattern[str]:
    longest_first = sorted(models, key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?:['’]?s)?(?!\w)", flags)
