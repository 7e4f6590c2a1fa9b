"""What a vehicle identification number (VIN) says, by ISO 3779 and, in North America, 49 CFR 565.

Decoding is vininfo's: region, country and manufacturer from tables, the year code, the check digit.
"""

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from contracts.base import Strict
from contracts.errors import InvalidInput
from vehicles.model_years import possible_years

if TYPE_CHECKING:
    from vininfo import Vin  # it ships no types

LENGTH: Final = 17
SERIAL: Final = slice(11, 17)
"""Positions 12 to 17."""
SMALL_MAKER_SERIAL: Final = slice(14, 17)
"""Makers of fewer than 1,000 vehicles a year have their identifier at positions 12 to 14 (ISO 3780)."""
_BLANKS_AND_DASHES: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212]")
_LOOKS_LIKE: Final = {"I": "1", "O": "0", "Q": "0"}

CheckDigit = Literal["right", "wrong", "not_used"]


class VinFacts(Strict):
    """What a VIN says. A field is None, or empty, where the VIN or the library does not say it."""

    vin: str
    wmi: str
    """World manufacturer identifier: the first three characters."""
    manufacturer: str | None
    manufacturer_is_guess: bool
    """True where the library knows only the first two characters, which makers may share."""
    region: str | None
    country: str | None
    """Country the manufacturer's identifier was given out in; the vehicle may be built elsewhere."""
    model_years: tuple[int, ...]
    """Years that the code at position 10 can mean, newest first: the code repeats every 30 years, and position 7 tells
    which time it is where `vehicles.model_years` says so."""
    model_year_is_coded: bool
    """True where law puts the model year at position 10 (North America). Elsewhere makers may use the position for
    something else, and `model_years` is a guess."""
    serial: str
    """The vehicle's own part: positions 12 to 17, of small makers 15 to 17."""
    check_digit: CheckDigit
    """`wrong` is a sign of a mistyped VIN, and no more; outside North America the digit is `not_used`."""


def clean_vin(text: str) -> str:
    """The VIN in upper case without blanks and dashes. Raises `InvalidInput` naming the position that is wrong."""
    vin = _BLANKS_AND_DASHES.sub("", text)
    for position, character in enumerate(vin, start=1):
        letter = character.upper()
        if letter in _LOOKS_LIKE:
            digit = _LOOKS_LIKE[letter]
            raise InvalidInput("vin", f"position {position} is the letter {letter}, never in a VIN; is it a {digit}?")
        if not (character.isascii() and character.isalnum()):
            raise InvalidInput("vin", f"position {position} is neither a letter nor a digit")
    if len(vin) != LENGTH:
        raise InvalidInput("vin", f"has {len(vin)} characters instead of {LENGTH}")
    return vin.upper()


def decode(text: str, today: date) -> VinFacts:
    """Decode a VIN. Model years go as far as next year's, seen from `today`.

    Raises `InvalidInput` as `clean_vin` does. A wrong check digit is reported, not refused.
    """
    from vininfo import Vin
    from vininfo.dicts import WMI

    vin = clean_vin(text)
    found = Vin(vin)
    maker = found.manufacturer
    american = found.region == "North America"
    return VinFacts(
        vin=vin,
        wmi=found.wmi,
        manufacturer=None if maker == "UnsupportedBrand" else maker,
        manufacturer_is_guess=found.wmi[:2] in WMI and found.wmi not in WMI,
        region=found.region,
        country=found.country,
        model_years=possible_years(vin, tuple(year for year in found.years if year <= today.year + 1)),
        model_year_is_coded=american,
        serial=vin[SMALL_MAKER_SERIAL if found.manufacturer_is_small else SERIAL],
        check_digit=_check_digit(found) if american else "not_used",
    )


def _check_digit(found: "Vin") -> CheckDigit:
    return "right" if found.verify_checksum(check_year=False) else "wrong"
