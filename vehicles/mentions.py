"""How people name a vehicle without its name: by drive, year, driver, or as the other one. All languages at once.

Patterns read normalised text: no case, no accents. Each wants a sign that a vehicle is meant, such as an article before
or "car" after: "electric windows" and "the other day" name none. The words: `languages/de/vehicles.json`.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from typing import Final

from contracts.customer import Drive, Relation
from languages.normalise import normalised
from languages.records import record_words
from languages.topic import merged, words_of_all
from languages.topics.vehicles import VehicleWords
from privacy.gazetteer import load_gazetteer

_END: Final = r"(?=\s*(?:$|[,.;:?!)]))"
_KEPT: Final = 64
"""Patterns that are kept compiled: they differ with the models that customers have."""
_YEAR: Final = r"((?:19|20)\d\d)(?![-./]\d)"
_FILLED_IN: Final[frozenset[Drive]] = frozenset({"petrol"})
"""Fuels: an article and its name is what is filled in ("the petrol"), no car."""


_MODEL: Final = "modelofthecustomer"
"""Stands for the name of a model in a text, so that patterns need not be compiled for the models of each customer."""


def prepare() -> None:
    """Compile all patterns, which takes some 0.3 s: when a process starts, not in somebody's turn."""
    drives_named("")
    drivers_named("", ())
    names_the_other("")


def drives_named(text: str) -> set[Drive]:
    """Drives by which a normalised text names a vehicle. A plug-in hybrid is not named as a hybrid too."""
    found = {drive for drive, pattern in _drive_patterns().items() if pattern.search(text)}
    return found - {"hybrid"} if "plug_in_hybrid" in found else found


def years_named(text: str, models: Sequence[str]) -> set[int]:
    """Model years by which a normalised text names a vehicle; years of anything else do not count."""
    pattern = _year_pattern(_names(models))
    return {int(next(filter(None, found))) for found in pattern.findall(text)}


def drivers_named(text: str, models: Sequence[str], own_names: Collection[str] = ()) -> set[Relation]:
    """Whose vehicle, or whose service, order or the like, a normalised text speaks of, if not the customer's own.

    Whoever is spoken of by a first name is somebody else, unless it is one of the customer's `own_names`.
    """
    if models:
        text = re.sub(rf"\b{_either(*_names(models))}\b", _MODEL, text)
    found = {relation for relation in _relations() if _driver_pattern(relation).search(text)}
    if _company_pattern().search(text):
        found.add("company")
    if not found and _names_a_person(text, {normalised(name) for name in own_names}):
        found.add("other")
    return found


def _names_a_person(text: str, own_names: Collection[str]) -> bool:
    found = (match for pattern in _person_patterns() for match in pattern.finditer(text))
    return any(match["name"] not in own_names and _is_first_name(match["name"]) for match in found)


def _is_first_name(word: str) -> bool:
    """Whether a word is a first name, and nothing else that people say: "August's service" is nobody's."""
    kinds = load_gazetteer().get(word, "")
    return "F" in kinds and "C" not in kinds


def names_the_other(text: str) -> bool:
    """Whether a normalised text speaks of the other of two vehicles."""
    return _other_pattern().search(text) is not None


def _words() -> tuple[VehicleWords, ...]:
    return words_of_all(VehicleWords)


def _relations() -> tuple[Relation, ...]:
    return tuple(_words()[0].relatives)


def _names(models: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({re.escape(normalised(model)) for model in models}))


@cache
def _car() -> str:
    return _either(*merged(words.cars for words in _words()))


@cache
def _the() -> str:
    return _either(*merged(words.the for words in _words()))


def _filled(pattern: str, **parts: str) -> str:
    """A pattern of a language with its placeholders filled in."""
    for name, part in ({"car": _car(), "the": _the(), "end": _END, "year": _YEAR} | parts).items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


@cache
def _drive_patterns() -> dict[Drive, re.Pattern[str]]:
    return {drive: _drive_pattern(drive) for drive in _words()[0].drives}


def _drive_pattern(drive: Drive) -> re.Pattern[str]:
    quality = _either(*merged(words.drives[drive].qualities for words in _words()))
    name = _either(*merged(words.drives[drive].names for words in _words()))
    link = _either(*merged(words.links for words in _words()))
    alone = [] if drive in _FILLED_IN else [rf"\b{_the()} ?{quality}{_END}"]
    return re.compile(
        _either(
            rf"\b{quality} {_car()}\b",
            rf"\b{_car()} (?:{link} )?{quality}\b",
            rf"\b{_the()} ?{name}\b",
            *alone,
        )
    )


@lru_cache(maxsize=_KEPT)
def _year_pattern(models: tuple[str, ...]) -> re.Pattern[str]:
    named = _either(_car(), *models)
    announced = _either(*merged(words.year_words for words in _words()))
    link = _either(*merged(words.year_links for words in _words()))
    return re.compile(
        _either(
            rf"\b{_YEAR} {named}\b",
            rf"\b{announced}\s*:?\s*{_YEAR}\b",
            rf"\b{named} (?:{link} )?{_YEAR}\b",
            *(_filled(pattern, named=named) for words in _words() for pattern in words.years),
        )
    )


@cache
def _driver_pattern(relation: Relation) -> re.Pattern[str]:
    relative = _either(*merged(words.relatives[relation] for words in _words()))
    parts = {"relative": relative, "car": _thing()}
    return re.compile(_either(*(_filled(pattern, **parts) for words in _words() for pattern in words.of_relatives)))


@cache
def _company_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{_either(*merged(words.company_cars for words in _words()))}\b")


@cache
def _other_pattern() -> re.Pattern[str]:
    return re.compile(_either(*(_filled(pattern) for words in _words() for pattern in words.others)))


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    parts = {"name": r"(?P<name>[^\W\d_]{2,}?)", "car": _thing()}
    patterns = merged(words.of_people for words in _words())
    return tuple(re.compile(_filled(pattern, **parts)) for pattern in patterns)


def _thing() -> str:
    """What somebody may have: a vehicle, or a record such as a service."""
    return _either(_car(), _MODEL, *record_words())


def _either(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"
