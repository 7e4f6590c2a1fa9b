"""Whom to call, by country."""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from contracts.base import Strict
from contracts.turn import AgentTask
from languages.phrases import Phrases

NUMBERS: Final = Path(__file__).with_name("emergency_numbers.json")


class Numbers(Strict):
    """Whom to call in one country. An operator checks these before going live in it."""

    emergency: str
    """Reaches ambulance, fire brigade and police, as one number: 112 throughout the European Union (Directive (EU)
    2018/1972, article 109), elsewhere the country's own."""
    crisis: str | None = None
    """Open day and night for people who think of ending their life; None where no single line serves the country."""


@cache
def numbers_by_country() -> dict[str, Numbers]:
    """The numbers of each country, by ISO 3166-1 alpha-2 code."""
    return TypeAdapter(dict[str, Numbers]).validate_json(NUMBERS.read_bytes())


def numbers_for(task: AgentTask) -> Numbers | None:
    """Return those of the customer's country, by their record of today, else as when the conversation began."""
    return numbers_by_country().get(_country_of(task) or "")


def number_to_call(task: AgentTask, phrases: Phrases) -> str:
    """Return the number of the customer's country; where it is unknown both great ones, in words."""
    return number_in(_country_of(task), phrases)


def number_in(country: str | None, phrases: Phrases) -> str:
    """Return the number of a country; where it is unknown both great ones, in words."""
    known = numbers_by_country().get(country or "")
    return known.emergency if known else phrases.texts["emergency_number_unknown"]


def _country_of(task: AgentTask) -> str | None:
    person = task.findings.personalization
    return (person.country if person else None) or task.country
