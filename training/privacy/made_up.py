"""Made-up addresses and codes for training, beside the names."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from training.privacy.names import PEOPLE, Names, latin

ABROAD_SHARE: Final = 0.2
"""Share of addresses as another country writes them."""
UNITS: Final = (
    *("Apt", "Apt.", "Suite", "Ste.", "Unit", "Flat", "Room", "P.O. Box", "PO Box", "Box", "#"),
    *("Whg.", "Wohnung", "Postfach", "Appt", "Bât.", "BP", "Piso", "Puerta", "Apartado", "Interno", "Floor"),
)


class MadeUp(Names):
    """Draws names and addresses; the same random source gives the same ones."""

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
        return str(self.fake(self.locale(language)).street_name())

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
        return str(self.fake(self.locale(language)).city())

    def postcode(self, language: str) -> str:
        """A postcode of a country that speaks the language."""
        return str(self.fake(self.random.choice(PEOPLE.locales[language][:2])).postcode())

    def postal(self, language: str) -> str:
        """Postcode and town in the order of the country."""
        if language != "en":
            prefix = (
                self.random.choice(["", "", "", "D-", "A-", "CH-", "F-", "E-"]) if self.random.random() < 0.2 else ""
            )
            return f"{prefix}{self.postcode(language)} {self.town(language)}"
        if self.random.random() < 0.5:
            return f"{self.town('en')}{self.random.choice([', ', ' '])}{self.fake('en_GB').postcode()}"
        state, code = self.fake("en_US").state_abbr(), self.fake("en_US").postcode()
        return f"{self.town('en')}{self.random.choice([', ', ' '])}{state} {code}"

    def address(self, language: str, streets: Sequence[str]) -> str:
        """A whole address, at times only part of one."""
        if self.random.random() < ABROAD_SHARE:
            return self.abroad(language, streets)
        street, die = self.street(language, streets), self.random.random()
        if language == "en" and (die > 0.97 or die < 0.04):
            return self.military() if die > 0.97 else self.corner(language, streets)
        if die > 0.95:
            return f"{street}, {self.postal(language)}, {self.country(language)}"
        if die < 0.2:
            return street
        if die < 0.32:
            return f"{street}{self.random.choice([', ', ' ', ' in '])}{self.town(language)}"
        return f"{street}{self.random.choice([', ', ', ', ' ', chr(10)])}{self.postal(language)}"

    def corner(self, language: str, streets: Sequence[str]) -> str:
        """Where two streets meet, in English."""
        one = self.random.choice([self.street(language, streets), self.street_name(language, streets)])
        two = f"{one} and {self.street_name(self.random.choice([*PEOPLE.locales]), streets)}"
        return self.random.choice([f"the corner of {two}", f"corner of {two}", two])

    def abroad(self, language: str, streets: Sequence[str]) -> str:
        """An address as another country writes it, or with its parts in an order of many countries."""
        draw, fake = self.random, self.fake(self.locale(language, foreign=0.8))
        between = draw.choice(["\n", "\n", "\n ", ", ", ", ", " "])
        if draw.random() < 0.4:
            country = f"\n{self.country(language)}" if draw.random() < 0.3 else ""
            return between.join((latin(fake.address()) + country).split("\n"))
        number = self.house_number()
        name = draw.choice([latin(fake.street_name()), self.street_name(language, streets)])
        street = draw.choice([f"{number} {name}", f"{name} {number}", f"{name} {number}", f"{name} {number}."])
        code = draw.choice([self.postcode(language), fake.postcode(), fake.postcode()])
        town = draw.choice([latin(fake.city()), self.town(language), self.town(language).upper()])
        unit, country = [self.unit()] if draw.random() < 0.4 else [], self.country(language)
        ends = [[f"{code} {town}"], [f"{town} {code}"], [town, f"{country} {code}"], [f"{code} {town}", country]]
        ends += [[town, country], [f"{town}, {fake.state_abbr()}" if hasattr(fake, "state_abbr") else town, country]]
        return between.join(draw.choice([[*unit, street], [street, *unit], [street, *unit]]) + draw.choice(ends))

    def unit(self) -> str:
        """A flat, a floor or a box, as addresses of many countries hold one."""
        word = self.random.choice(UNITS)
        return f"{word} {self.random.choice([self.random.randint(1, 999), f'{self.random.randint(0, 999):03}', '3B'])}"

    def military(self) -> str:
        """An address of the US forces abroad."""
        draw, post = self.random, self.random.choice(["APO AE", "APO AP", "FPO AP", "FPO AE", "DPO AA", "FPO AA"])
        unit, box = (f"{draw.randint(1, 9999):04}" for _ in range(2))
        ship = f"{draw.choice(['USS', 'USNS', 'USCGC'])} {self.last('en')}"
        line = draw.choice([f"PSC {unit}, Box {box}", f"Unit {unit} Box {box}", f"CMR {unit}, Box {box}", ship])
        return f"{line}{draw.choice([chr(10), ', '])}{post} {draw.randint(9000, 99999):05}"

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
