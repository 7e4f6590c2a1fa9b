"""All slots of a message: each kind where something in the message can be one, then settled."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final

from agents.intent.policy import SLOTS_OF_A_KIND
from agents.intent.slots.booking_numbers import booking_numbers
from agents.intent.slots.dates import dates
from agents.intent.slots.mileages import mileages
from agents.intent.slots.phones import phones
from agents.intent.slots.places import places
from agents.intent.slots.plates import plates
from agents.intent.slots.reading import read
from agents.intent.slots.settle import Found, settle
from agents.intent.slots.times import times
from agents.intent.slots.vins import vins
from agents.intent.slots.warning_lights import warning_lights
from contracts.deadline import check
from contracts.findings.intent import Slot
from contracts.policy import MAX_TEXT_CHARS
from languages.served import served

PHONE_DIGITS: Final = range(6, 400)
"""Digits in a message that may hold a phone number. More are a list or an attack, and each candidate costs time."""


def find_slots(text: str, language: str, today: date) -> tuple[Slot, ...]:
    """What the message names, in order of its start and without overlap.

    `language` is ISO 639-1; one that is not served is read as English, and what has the same form everywhere is
    found all the same. `today` is the customer's. Only the first `MAX_TEXT_CHARS` characters are read. Raises
    `ConfigurationError` if the file of towns is missing.
    """
    rules = served(language)
    reading = read(text[:MAX_TEXT_CHARS], rules)
    found: dict[str, Iterable[Found]] = {
        "date": dates(reading, rules, today),
        "time": times(reading, rules),
        "warning_light": warning_lights(reading, rules),
        "place": places(reading, rules),
    }
    digits = sum(map(str.isdigit, reading.plain))
    if digits:
        found["booking_number"] = booking_numbers(reading)
        found["mileage"] = mileages(reading, rules)
    if any(map(str.isdigit, reading.normalised)):
        found["plate"] = plates(reading.text)
        found["vin"] = vins(reading.text)
    if digits in PHONE_DIGITS:
        found["phone"] = phones(reading, rules)
    return settle(reading.text, {kind: _first(some) for kind, some in found.items()})


def _first(some: Iterable[Found]) -> list[Found]:
    """The first slots of a kind. They are looked for only now, and only while somebody waits for them."""
    check()
    return list(islice(some, SLOTS_OF_A_KIND))
