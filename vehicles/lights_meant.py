"""Which warning lights a message is about: those that it names, or the one that was just talked about."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple, TypeVar

from contracts.findings.lights import Light
from languages.choices import words_around
from languages.normalise import same_length
from languages.policy import DEFAULT_LANGUAGE
from languages.questions import asks
from languages.served import served
from languages.spoken import spoken
from languages.topic import merged, words_of, words_of_all
from languages.topics.warning_lights import WarningLights
from vehicles.named_lights import named_lights, told_in_any_language, watched_in
from vehicles.policy import ANSWER_WORDS, LIGHTS_OFFERED, UNSURE_WORDS
from vehicles.warning_lights import OTHER, table, undecided

_WORD: Final = re.compile(r"\w+")
Value = TypeVar("Value", bound=str)


class Meant(NamedTuple):
    """The lights of a message."""

    lights: tuple[Light, ...] = ()
    """Each symbol once; `other` where a light is spoken of, and not which."""
    answers: bool = False
    """The message names no light: it answers what was asked about the one, or goes on to another colour of it."""
    nothing_else: bool = False
    """And it says nothing besides: "the brake one"."""


def lights_meant(text: str, language: str, last: Light | None) -> Meant:
    """Return the lights that a message is about.

    `last` is the light that the last reply was about, or whose colour or state it asked for. "The red one" or "elle
    clignote" tells it, in any language, and "I don't know" leaves it open; "and the amber one?" goes on to another one.
    Whoever says anything else begins anew.
    """
    plain = same_length(text)
    if last is not None and last.symbol == OTHER:
        alone = _named_alone(text)
        if symbol := alone or _answered(text, plain, language):
            return Meant((last.changed(symbol=symbol),), answers=True, nothing_else=alone is not None)
    found = [one.light for one in named_lights(plain, served(language))]
    named = _named_once(found)
    if named or last is None:
        return Meant(tuple(_told_more(light, last) for light in named))
    told, rest = told_in_any_language(plain)
    words = len(_WORD.findall(rest))
    if told.colour or told.state:
        meant = _told_anew(last, told)
        return Meant((meant,), answers=True) if meant != last and words <= ANSWER_WORDS else Meant()
    unsure = undecided(last) is not None and words <= UNSURE_WORDS and _unsure().search(plain)
    return Meant((last,), answers=True) if unsure else Meant()


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


def _named_once(found: Sequence[Light]) -> list[Light]:
    """The known lights, or what is spoken of where none is. Of one alone the rest tells what it leaves open.

    "The blue light, a thermometer" speaks of two lights and means one.
    """
    known = _once_each(light for light in found if light.symbol != OTHER)
    spoken_of = _once_each(light for light in found if light.symbol == OTHER)
    if len(known) == 1 and spoken_of:
        return [_told_more(known[0], spoken_of[0])]
    return known or spoken_of


def _told_anew(last: Light, told: Light) -> Light:
    """What was talked about, with what is told now: of another colour it is another light, whose state is open."""
    if told.colour and last.colour and told.colour != last.colour:
        return last.changed(colour=told.colour, state=told.state)
    return last.changed(colour=told.colour or last.colour, state=told.state or last.state)


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


def offered_lights(language: str) -> tuple[str, ...]:
    """Return the names of the lights to choose from where nobody knows which is meant, in a language we serve."""
    names = words_of(WarningLights, language).names
    return tuple(_capitalised(names[symbol]) for symbol in list(table())[:LIGHTS_OFFERED])


def _capitalised(name: str) -> str:
    return name[0].upper() + name[1:]


def _named_alone(text: str) -> str | None:
    """The symbol that a message names, without a word for a light, and nothing besides: "the oil one", "die Bremse"."""
    return _by_name().get(_bare(text))


def _answered(text: str, plain: str, language: str) -> str | None:
    """The symbol that a short answer to the question which light names among other words: "celui de la direction"."""
    if asks(text) or len(_WORD.findall(plain)) > ANSWER_WORDS:
        return None
    watched = watched_in(plain, served(language))
    return watched[0] if len(watched) == 1 else None


@cache
def _by_name() -> dict[tuple[str, ...], str]:
    """Symbols by their names, and by the first and the last word of a name, unless an earlier light has it."""
    named = {_bare(name): symbol for words in words_of_all(WarningLights) for symbol, name in words.names.items()}
    ends = {end: symbol for name, symbol in reversed(named.items()) for end in (name[-1:], name[:1])}
    return ends | named


def _bare(text: str) -> tuple[str, ...]:
    """The words of a text without articles and the like, in the singular as far as an `s` tells."""
    return tuple(word.rstrip("s") for word in spoken(text).split() if word not in words_around())


@cache
def _unsure() -> re.Pattern[str]:
    words = merged(each.unsure for each in words_of_all(WarningLights))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
