"""Passages that may say what a car costs. Pure.

"What does a Kite cost?" shares all its words with what a service or a loan car costs, and names nothing that would tell
them apart: of the sections about prices only one answers whose heading names no other thing either.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from contracts.findings.knowledge import Passage
from knowledge.models import of_any_model
from knowledge.terms import naming_words, split_words, terms
from languages.spoken import spoken
from languages.topic import merged, words_of_all
from languages.topics.vehicles import VehicleWords

_COST: Final = "cost"


def asks_price_of_that(question: str) -> bool:
    """Return whether a question asks a price, and does not say of what: "and what does that cost?"."""
    return _names_only_price(question, ()) and not any(map(_car().fullmatch, _words(question, ())))


def tells_price(passage: Passage, question: str) -> bool:
    """Return whether a passage says anything of a price, under a heading about any of the things that a question names.

    Where it names none, every heading may be about it. That there is nothing to pay is a price too.
    """
    said = f"{passage.section} {passage.text}"
    told = _COST in terms(split_words(said)) or any(unicodedata.category(character) == "Sc" for character in said)
    things, headed = set(terms(naming_words(question))), terms(split_words(f"{passage.title} {passage.section}"))
    return told and (not things or not things.isdisjoint(headed))


def of_price_asked(passages: Sequence[Passage], question: str, models: Collection[str]) -> tuple[Passage, ...]:
    """Return the passages that may answer, in their order: to the price of a car only those with prices of cars.

    `models` are those of the tenant.
    """
    return tuple(one for one in passages if not _of_other_things(one, question, models))


def _of_other_things(passage: Passage, question: str, models: Collection[str]) -> bool:
    names = [*models, *filter(None, (passage.brand,))]
    return asks_price_of_car(question, names) and not _names_only_price(passage.section, names)


def asks_price_of_car(question: str, names: Collection[str]) -> bool:
    """Return whether a question asks what a car costs, and nothing else; `names` are those of makes and models."""
    return _names_only_price(question, names) and any(map(_car().fullmatch, _words(question, names)))


def _names_only_price(text: str, names: Collection[str]) -> bool:
    if _COST not in terms(split_words(text)):
        return False
    return all(word in _words_around() or _car().fullmatch(word) for word in _words(text, names))


def _words(text: str, names: Collection[str]) -> list[str]:
    """The words of a text, with "car" for each name."""
    return spoken(of_any_model(text, names)).split()


@cache
def _car() -> re.Pattern[str]:
    return re.compile("|".join(merged(words.cars for words in words_of_all(VehicleWords))))


@cache
def _words_around() -> frozenset[str]:
    return frozenset(spoken(word) for word in merged(words.price_of_a_car for words in words_of_all(VehicleWords)))
