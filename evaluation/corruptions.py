"""Mechanical corruptions of true sentences: one fact, name or negation changed, everything else as it was written.

They are made by plain rules on the text, apart from the rules of the check that has to find them. What a model really
gets wrong is less even: this tests mechanics.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal

from contracts.base import Strict

Kind = Literal["number", "number word", "unit", "date", "model", "name", "negation removed", "negation added"]
Corruption = Callable[[str, str, str, random.Random], str | None]
"""From a sentence, its language and the passage to a false sentence; None where there is nothing to change."""

_NUMBER: Final = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)?(?![\w:/]|[.,]\d|\.\s)")
_YEAR: Final = re.compile(r"(?<![\w.,-])(?:1[5-9]|20)\d\d(?![\w.,-]\d|\w)")
_MODELS: Final = ("Kite", "Tern", "Heron", "Golf", "Passat", "Corolla")
FILE: Final = Path(__file__).with_name("data") / "corruptions.json"


class Words(Strict):
    """`corruptions.json`: pairs of what is written and what is written instead; of negations the first is a pattern."""

    symbols: tuple[tuple[str, str], ...]
    units: Mapping[str, tuple[tuple[str, str], ...]]
    dates: tuple[tuple[str, ...], ...]
    """Names of months and weekdays, of which one is put in another's place."""
    number_words: Mapping[str, tuple[str, ...]]
    negations_removed: Mapping[str, tuple[tuple[str, str], ...]]
    negations_added: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def words() -> Words:
    """Read the file."""
    return Words.model_validate_json(FILE.read_bytes())


def changed_number(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """One number in digits becomes another that the passage does not hold."""
    found = [match for match in _NUMBER.finditer(sentence) if match.start() > 0]
    if not found:
        return None
    match = chance.choice(found)
    digits = match.group()
    new = digits[:-1] + str((int(digits[-1]) + chance.randint(1, 8)) % 10) if digits != "0" else "7"
    return None if _stands_in(new, passage) else sentence[: match.start()] + new + sentence[match.end() :]


def changed_number_word(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """One spelled-out number becomes another."""
    return _another(sentence, words().number_words[language], passage, chance)


def changed_unit(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """The unit behind a number becomes another that the passage does not hold."""
    for old, new in (*words().symbols, *words().units[language]):
        pattern = re.compile(rf"(?<=\d)([  -]?){re.escape(old)}(?![\w/])")
        if pattern.search(sentence) and not re.search(rf"(?<!\w){re.escape(new)}(?!\w)", passage):
            return pattern.sub(rf"\g<1>{new}", sentence, count=1)
    return None


def changed_date(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """A year, the name of a month or a weekday becomes another."""
    years = _YEAR.findall(sentence)
    if years:
        new = str(int(chance.choice(years)) + chance.choice((-3, -2, -1, 1, 2, 3)))
        return None if new in passage else _YEAR.sub(new, sentence, count=1)
    for names in words().dates:
        if changed := _another(sentence, names, _spelled_out(passage, names), chance):
            return changed
    return None


def changed_model(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """One model becomes another that the passage is not about."""
    return _another(sentence, _MODELS, passage, chance)


def without_negation(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """One negation is taken out."""
    return _first_rule(sentence, words().negations_removed[language])


def with_negation(sentence: str, language: str, passage: str, chance: random.Random) -> str | None:
    """One verb is denied."""
    return _first_rule(sentence, words().negations_added[language])


CORRUPTIONS: Final[Mapping[Kind, Corruption]] = {
    "number": changed_number,
    "number word": changed_number_word,
    "unit": changed_unit,
    "date": changed_date,
    "model": changed_model,
    "negation removed": without_negation,
    "negation added": with_negation,
}


def _first_rule(sentence: str, rules: Sequence[tuple[str, str]]) -> str | None:
    for pattern, new in rules:
        changed, times = re.subn(pattern, new, sentence, count=1, flags=re.IGNORECASE)
        if times:
            return changed
    return None


def _another(sentence: str, names: Sequence[str], passage: str, chance: random.Random) -> str | None:
    """The sentence with the first of the names in it replaced by one that the passage does not hold."""
    new = [name for name in names if not _stands_in(name, passage)]
    for old in names:
        if new and re.search(rf"(?<!\w){old}(?!\w)", sentence):
            return re.sub(rf"(?<!\w){old}(?!\w)", chance.choice(new), sentence)
    return None


def _spelled_out(passage: str, names: Sequence[str]) -> str:
    """The passage, and the days between two that it names as bounds: "Monday to Friday" names Wednesday too."""
    between = [
        names[names.index(one) : names.index(other)]
        for one, other in re.findall(rf"({'|'.join(names)})s?(?: \w+ |\s?[–-]\s?)(?=({'|'.join(names)}))", passage)
    ]
    return " ".join([passage, *(name for days in between for name in days)])


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE) is not None
