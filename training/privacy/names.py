"""Made-up names for training: of people, companies and things. Needs Faker, which the product itself does not."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import yaml
from faker import Faker
from faker.decode import unidecode

from contracts.base import Strict

FILE: Final = Path(__file__).with_name("people.yaml")


class People(Strict):
    """`people.yaml`."""

    locales: dict[str, tuple[str, ...]]
    foreign: tuple[str, ...]
    dialling_codes: dict[str, tuple[str, ...]]
    more_names: dict[str, tuple[str, ...]]
    syllables: tuple[str, ...]
    noun_endings: dict[str, tuple[str, ...]]


PEOPLE: Final = People.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
FOREIGN_SHARE: Final = 0.25
MORE_NAMES_SHARE: Final = 0.15
INVENTED_SHARE: Final = 0.08
"""Share of names that are syllables put together, so that the tagger learns from what stands around a name too."""
BLENDED_SHARE: Final = 0.12
"""Share of names that begin as one and end as another name of the same country: in no list, and yet of that country."""
PARTICLES: Final = ("von", "van", "de", "de la", "van der", "di", "Mc", "el", "zu")
LATIN: Final = re.compile(r"[^\W\d_]", re.ASCII)


class Names:
    """Draws names; the same random source gives the same ones."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def first(self, language: str) -> str:
        """A first name."""
        return self._name(language, "first_name")

    def last(self, language: str) -> str:
        """A surname, sometimes a double one."""
        name = self._name(language, "last_name")
        if self.random.random() < (0.3 if language == "es" else 0.06):
            name += self.random.choice(["-", " "] if language != "es" else [" "]) + self._name(language, "last_name")
        return name

    def person(self, language: str) -> str:
        """A name as people write it: mostly first and last, at times one of them, an initial, or more."""
        first, last, die = self.first(language), self.last(language), self.random.random()
        name = f"{first} {last}"
        if 0.52 <= die < 0.66:
            name = first
        elif 0.66 <= die < 0.75:
            name = f"{first} {self.first(language)[0]}{self.random.choice(['.', ''])} {last}"
        elif 0.75 <= die < 0.79:
            name = last
        elif 0.79 <= die < 0.85:
            name = f"{first[0]}. {last}"
        elif 0.85 <= die < 0.92:
            name = f"{first} {self.random.choice(PARTICLES)} {last}"
        elif 0.92 <= die < 0.96:
            name = f"{self.first(language)} {first} {last}"
        elif die >= 0.96:
            name = f"{first}-{self.first(language)} {last}"
        return name

    def invented(self) -> str:
        """A word that exists in no list: a name of nobody, or a brand of nothing."""
        return "".join(self.random.choice(PEOPLE.syllables) for _ in range(self.random.randint(2, 4))).capitalize()

    def noun(self, language: str) -> str:
        """A noun that is in no list either, but ends as no name does: how a sentence begins need not be a name."""
        word = "".join(self.random.choices(PEOPLE.syllables, k=self.random.randint(1, 3)))
        return (word + self.random.choice(PEOPLE.noun_endings[language])).capitalize()

    def company(self, language: str) -> str:
        """A company, mostly called after somebody: that is no person's name."""
        return str(self.fake(self.locale(language)).company())

    def country(self, language: str) -> str:
        """A country, in the words of the language."""
        return str(self.fake(PEOPLE.locales[language][0]).country())

    def _name(self, language: str, kind: str) -> str:
        if self.random.random() < INVENTED_SHARE:
            return self.invented()
        if self.random.random() < MORE_NAMES_SHARE:
            return self.random.choice(PEOPLE.more_names[kind])
        locale = self.locale(language)
        name = name_from(self.fake(locale), kind)
        if self.random.random() < BLENDED_SHARE:
            other = name_from(self.fake(locale), kind)
            name = name[: len(name) // 2 + 1] + other[len(other) // 2 :]
        return name

    def locale(self, language: str, foreign: float = FOREIGN_SHARE) -> str:
        """A locale of Faker that speaks the language, or a foreign one."""
        return self.random.choice(PEOPLE.foreign if self.random.random() < foreign else PEOPLE.locales[language])

    def fake(self, locale: str) -> Faker:
        """Faker of a locale, with a seed of its own."""
        fake = faker_of(locale)
        fake.seed_instance(self.random.getrandbits(32))
        return fake


@cache
def faker_of(locale: str) -> Faker:
    """Faker of a locale; making one takes tens of milliseconds."""
    return Faker(locale)


def name_from(fake: Faker, kind: str) -> str:
    """A first or last name, in Latin letters whatever the country writes in."""
    romanised = kind.replace("_", "_romanized_")
    return latin(str(getattr(fake, romanised if hasattr(fake, romanised) else kind)()))


def latin(text: str) -> str:
    """The text itself, or transliterated if it is written in other letters."""
    return text if LATIN.search(text) else unidecode(text).replace("'", "").replace("`", "").strip()


def common_words() -> dict[str, list[str]]:
    """Ordinary words of each language, from Faker's word lists."""
    return {
        language: sorted(
            {
                str(word)
                for provider in faker_of(locales[0]).get_providers()
                for word in getattr(provider, "word_list", ())
            }
        )
        for language, locales in PEOPLE.locales.items()
    }


SERVED: Final = tuple(locale for locales in PEOPLE.locales.values() for locale in locales)
"""Faker's locales of the languages that sentences are made in."""


def names_of(kind: str, locales: Sequence[str] = (*SERVED, *PEOPLE.foreign)) -> set[str]:
    """Every single word among Faker's first or last names of the locales, and ours."""
    words = set(PEOPLE.more_names[kind])
    for locale in locales:
        for provider in faker_of(locale).get_providers():
            romanised = kind.replace("_", "_romanized_")
            stem = romanised if hasattr(provider, f"{romanised}s") else kind
            for field in (stem, f"{stem}_male", f"{stem}_female", f"{stem}_nonbinary"):
                words.update(getattr(provider, f"{field}s", None) or ())
    parts = {part for word in words for part in str(word).replace("-", " ").replace(".", " ").split()}
    return {part for written in parts for part in (written, latin(written)) if len(part) > 2}
