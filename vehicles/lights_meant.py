"""Which warning lights a message is about: those that it names, or the one that the customer was just asked about."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple, TypeVar

from contracts.findings import Light
from languages.normalise import same_length
from languages.policy import DEFAULT_LANGUAGE
from languages.served import served
from languages.topic import merged, words_of, words_of_all
from languages.topics.warning_lights import WarningLights
from vehicles.named_lights import named_lights, told_in_any_language
from vehicles.policy import ANSWER_WORDS, UNSURE_WORDS
from vehicles.warning_lights import OTHER

_WORD: Final = re.compile(r"\w+")
Value = TypeVar("Value", bound=str)


class Meant(NamedTuple):
    """The lights of a message."""

    lights: tuple[Light, ...] = ()
    """Each symbol once; none that is in no table."""
    answers: bool = False
    """The message names no light: it answers what was asked about the one."""


def lights_meant(text: str, language: str, asked: Light | None) -> Meant:
    """Return the lights that a message is about.

    `asked` is the light whose colour or state the last reply asked for. "The red one" or "elle clignote" tells it, in
    any language, and "I don't know" leaves it open; whoever says anything else begins anew.
    """
    plain = same_length(text)
    named = _once_each(one.light for one in named_lights(plain, served(language)) if one.light.symbol != OTHER)
    if named or asked is None:
        return Meant(tuple(_told_more(light, asked) for light in named))
    told, rest = told_in_any_language(plain)
    words = len(_WORD.findall(rest))
    if told.colour or told.state:
        return Meant((_told_more(asked, told),), answers=True) if words <= ANSWER_WORDS else Meant()
    return Meant((asked,), answers=True) if words <= UNSURE_WORDS and _unsure().search(plain) else Meant()


def question_about(light: Light, language: str) -> str:
    """Return the question what a light means, to search with where the message alone does not find it.

    It stands in the customer's language and in English, since a maker's documents are often in one language.
    """
    return " ".join(_question(light, each) for each in dict.fromkeys((served(language), DEFAULT_LANGUAGE)))


def _question(light: Light, language: str) -> str:
    words = words_of(WarningLights, language)
    said = " ".join(words.said[one] for one in (light.colour, light.state) if one)
    return " ".join(words.question.format(name=words.names[light.symbol], said=said).split())


def _told_more(light: Light, other: Light | None) -> Light:
    """The light, with what is told of it elsewhere where it tells nothing itself."""
    if other is None or other.symbol not in (light.symbol, OTHER):
        return light
    return light.changed(colour=light.colour or other.colour, state=light.state or other.state)


def _once_each(lights: Iterable[Light]) -> list[Light]:
    """Each symbol once. Where two places differ in colour or state nobody knows which holds."""
    found: dict[str, list[Light]] = {}
    for light in lights:
        found.setdefault(light.symbol, []).append(light)
    return [
        Light(symbol=symbol, colour=_only(one.colour for one in same), state=_only(one.state for one in same))
        for symbol, same in found.items()
    ]


def _only(values: Iterable[Value | None]) -> Value | None:
    different = {value for value in values if value is not None}
    return different.pop() if len(different) == 1 else None


@cache
def _unsure() -> re.Pattern[str]:
    words = merged(each.unsure for each in words_of_all(WarningLights))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
