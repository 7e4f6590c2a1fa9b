"""Plates and VINs: finding a customer's in a message, and keeping them out of a finding."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from contracts.customer import Customer, Vehicle
from contracts.findings.personalization import DueItem
from languages.topic import merged, words_of_all
from languages.topics.vehicles import VehicleWords
from vehicles.vin import LENGTH

REMOVED: Final = "[...]"
_TAILS: Final = range(6, 9)
"""Workshops name a vehicle by the last six to eight characters of its VIN."""
_SHORTEST_SECRET: Final = 2
_BLANKS: Final = r"[\s\-.]{0,2}"
_ANY_SIGNS: Final = r"[\W_]{0,3}"
_VIN: Final = re.compile(rf"(?<!\w)(?=\w*\d)(?=\w*[a-z])[0-9a-hj-npr-z]{{{LENGTH}}}(?!\w)", re.IGNORECASE)


def is_identified(vehicle: Vehicle, text: str) -> bool:
    """Whether a text holds the vehicle's plate, its VIN, or the end of it."""
    return _identifiers(vehicle.vin, vehicle.plate or "").search(text) is not None


def names_a_vin(text: str) -> bool:
    """Whether a text holds something that looks like a VIN."""
    return _VIN.search(text) is not None


def names_a_plate(text: str) -> bool:
    """Whether a text holds something that looks like a number plate, of whatever vehicle."""
    from privacy.plates import plates  # compiles for a while, and most messages name no figure at all

    if not any(map(str.isdigit, text)):
        return False
    written = (text[span.start : span.end] for span in plates(text))
    return any(not plate.split()[0].islower() or plate.islower() for plate in written)


def without_identifiers(item: DueItem, customer: Customer) -> DueItem:
    """The item, with the customer's surname, address, number, VINs and plates taken out of its free text."""
    if not item.detail:
        return item
    return item.changed(detail=_secrets(customer).sub(REMOVED, item.detail))


@lru_cache(maxsize=256)
def _identifiers(vin: str, plate: str) -> re.Pattern[str]:
    return re.compile(
        "|".join([*_spaced([vin, plate], _BLANKS), *(_tail(vin, length) for length in _TAILS)]), re.IGNORECASE
    )


def _secrets(customer: Customer) -> re.Pattern[str]:
    known = [customer.last_name, customer.email or "", customer.phone or ""]
    for vehicle in customer.vehicles:
        known += [vehicle.vin, vehicle.vin[-max(_TAILS) :], vehicle.vin[-min(_TAILS) :], vehicle.plate or ""]
    patterns = _spaced([secret for secret in known if len(secret) >= _SHORTEST_SECRET], _ANY_SIGNS)
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


def _spaced(names: Iterable[str], between: str) -> list[str]:
    """Names as people write them, with blanks, dashes or the like between letters, and not inside another word."""
    letters = ([re.escape(letter) for letter in name if letter.isalnum() or letter == "@"] for name in names)
    return [rf"(?<!\w){between.join(name)}(?!\w)" for name in letters if name]


def _tail(vin: str, length: int) -> str:
    return rf"(?<!\w){re.escape(vin[-length:])}(?!\w){_no_distance()}"


@cache
def _no_distance() -> str:
    """Not before a unit: the number of an odometer may look like the end of a VIN."""
    units = merged(words.distances for words in words_of_all(VehicleWords))
    return rf"(?!\s*(?:km|kilom|mi\b|{'|'.join(units)}))"
