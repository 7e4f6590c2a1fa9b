"""Made-up people, addresses and numbers for training. Needs Faker, which the product itself does not."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import yaml
from faker import Faker

from contracts.base import Strict

FILE: Final = Path(__file__).with_name("people.yaml")


class People(Strict):
    """`people.yaml`."""

    locales: dict[str, tuple[str, ...]]
    foreign: tuple[str, ...]
    dialling_codes: dict[str, tuple[str, ...]]
    more_names: dict[str, tuple[str, ...]]
    syllables: tuple[str, ...]


PEOPLE: Final = People.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
FOREIGN_SHARE: Final = 0.25
MORE_NAMES_SHARE: Final = 0.15
INVENTED_SHARE: Final = 0.16
"""Share of names that are syllables put together, so that the tagger learns from what stands around a name too."""


class MadeUp:
    """Draws names and addresses; the same random source gives the same ones."""

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
        """A name as people write it: mostly first and last, at times one of them or an initial."""
        first, last, die = self.first(language), self.last(language), self.random.random()
        if die < 0.62:
            return f"{first} {last}"
        if die < 0.74:
            return first
        if die < 0.79:
            return f"{first} {self.first(language)[0]}. {last}"
        if die < 0.85:
            return f"{first[0]}. {last}"
        if die < 0.92:
            return (
                f"{first} {self.random.choice(['von', 'van', 'de', 'de la', 'van der', 'di', 'Mc', 'el', 'zu'])} {last}"
            )
        return last if die < 0.96 else f"{first}-{self.first(language)} {last}"

    def street(self, language: str, streets: Sequence[str]) -> str:
        """A street with its number, in the order of the language."""
        street, number = self.street_name(language, streets), self.house_number()
        if language == "en":
            unit = self.random.choice(["Apt", "Apt.", "Suite", "Unit", "Flat"]) + f" {self.random.randint(1, 99)}"
            whole = f"{number} {street}"
            if self.random.random() < 0.15:
                return self.random.choice([f"{whole}, {unit}", f"{unit}, {whole}"])
            return whole
        if language == "fr":
            return f"{number}{self.random.choice(['', '', ' bis', ' ter'])}{self.random.choice([' ', ', '])}{street}"
        if language == "es":
            floor = self.random.choice(
                ["", "", "", f", {self.random.randint(1, 9)}º {self.random.choice('ABCD')}", ", bajo"]
            )
            return f"{street}{self.random.choice([' ', ', ', ' nº '])}{number}{floor}"
        return f"{street} {number}"

    def street_name(self, language: str, streets: Sequence[str]) -> str:
        """A street: half from the list, half Faker's."""
        if self.random.random() < 0.5:
            return self.random.choice(streets)
        return str(self._fake(self._locale(language)).street_name())

    def house_number(self) -> str:
        """Mostly one to three digits, sometimes with a letter."""
        number = str(
            self.random.choice([self.random.randint(1, 99), self.random.randint(1, 399), self.random.randint(1, 9999)])
        )
        return number + (self.random.choice("abcABD") if self.random.random() < 0.12 else "")

    def town(self, language: str) -> str:
        """A town: mostly a real one, else Faker's."""
        if self.random.random() < 0.7:
            return self.random.choice(towns(language))
        return str(self._fake(self._locale(language)).city())

    def postcode(self, language: str) -> str:
        """A postcode of a country that speaks the language."""
        return str(self._fake(self.random.choice(PEOPLE.locales[language][:2])).postcode())

    def postal(self, language: str) -> str:
        """Postcode and town in the order of the country."""
        if language != "en":
            prefix = (
                self.random.choice(["", "", "", "D-", "A-", "CH-", "F-", "E-"]) if self.random.random() < 0.2 else ""
            )
            return f"{prefix}{self.postcode(language)} {self.town(language)}"
        if self.random.random() < 0.5:
            return f"{self.town('en')}{self.random.choice([', ', ' '])}{self._fake('en_GB').postcode()}"
        state, code = self._fake("en_US").state_abbr(), self._fake("en_US").postcode()
        return f"{self.town('en')}{self.random.choice([', ', ' '])}{state} {code}"

    def address(self, language: str, streets: Sequence[str]) -> str:
        """A whole address, at times only part of one."""
        street, die = self.street(language, streets), self.random.random()
        if language == "en" and die < 0.04:
            return f"the corner of {street} and {self.street_name(language, streets)}"
        if die > 0.95:
            return f"{street}, {self.postal(language)}, {self._fake(PEOPLE.locales[language][0]).country()}"
        if die < 0.2:
            return street
        if die < 0.32:
            return f"{street}{self.random.choice([', ', ' ', ' in '])}{self.town(language)}"
        return f"{street}{self.random.choice([', ', ', ', ' ', chr(10)])}{self.postal(language)}"

    def invented(self) -> str:
        """A word that exists in no list: a name of nobody, or a brand of nothing."""
        return "".join(self.random.choice(PEOPLE.syllables) for _ in range(self.random.randint(2, 4))).capitalize()

    def code(self) -> str:
        """A tyre size, an oil or a trouble code."""
        draw = self.random
        width, height, rim = draw.randrange(155, 325, 10), draw.randrange(30, 85, 5), draw.randint(13, 22)
        tyre = f"{width}/{height} {draw.choice(['R', 'ZR'])}{rim}"
        return draw.choice(
            [
                tyre,
                f"{tyre} {draw.randint(75, 115)}{draw.choice('HQTVWXY')}",
                f"{draw.choice('PUBC')}{draw.randrange(0, 3500):04}",
                f"{draw.choice([0, 5, 10])}W-{draw.choice([16, 20, 30, 40])}",
            ]
        )

    def _name(self, language: str, kind: str) -> str:
        if self.random.random() < INVENTED_SHARE:
            return self.invented()
        if self.random.random() < MORE_NAMES_SHARE:
            return self.random.choice(PEOPLE.more_names[kind])
        draw: Callable[[], str] = getattr(self._fake(self._locale(language)), kind)
        return str(draw())

    def _locale(self, language: str) -> str:
        return self.random.choice(PEOPLE.foreign if self.random.random() < FOREIGN_SHARE else PEOPLE.locales[language])

    def _fake(self, locale: str) -> Faker:
        fake = faker_of(locale)
        fake.seed_instance(self.random.getrandbits(32))
        return fake


@cache
def faker_of(locale: str) -> Faker:
    """Faker of a locale; making one takes tens of milliseconds."""
    return Faker(locale)


@cache
def towns(language: str) -> list[str]:
    """Towns of the countries that speak a language, from the area codes libphonenumber knows (Apache 2.0)."""
    from phonenumbers.geodata import GEOCODE_DATA

    found = set()
    for prefix, names in GEOCODE_DATA.items():
        if prefix.startswith(PEOPLE.dialling_codes[language]) and (name := names.get(language) or names.get("en")):
            town = name.split(",")[0].split("/")[0].split("(")[0].strip()
            if town and not any(map(str.isdigit, town)) and len(town) < 30:
                found.add(town)
    return sorted(found)


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


def names_of(kind: str) -> set[str]:
    """Every single word among Faker's first or last names of all the locales above."""
    words = set(PEOPLE.more_names[kind])
    for locale in (*(name for names in PEOPLE.locales.values() for name in names), *PEOPLE.foreign):
        for provider in faker_of(locale).get_providers():
            for field in (kind, f"{kind}_male", f"{kind}_female", f"{kind}_nonbinary"):
                words.update(getattr(provider, f"{field}s", None) or ())
    return {part for word in words for part in str(word).replace("-", " ").replace(".", " ").split() if len(part) > 2}
