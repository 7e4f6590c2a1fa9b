"""The reply to a danger: what to do first, whom to call in this country, who is coming."""

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from contracts.base import Strict
from contracts.turn import AgentTask
from languages.phrases import Phrases

NUMBERS: Final = Path(__file__).with_name("emergency_numbers.json")
SELF_HARM: Final = "self_harm"


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


def emergency_text(task: AgentTask, queue: str, phrases: Phrases) -> str:
    """Advice for the kind of danger, then the number to call. Without a known country both great numbers are named."""
    sentiment = task.findings.sentiment
    kind = sentiment.reason if sentiment and sentiment.reason else "unclear"
    known, number = _numbers(task), emergency_number(task, phrases)
    advice = phrases.danger.get(kind, phrases.danger["unclear"])
    if kind != SELF_HARM:
        return f"{advice}\n\n{phrases.texts['emergency'].format(number=number, queue=queue)}"
    line = phrases.texts["crisis_line"].format(line=known.crisis) if known and known.crisis else ""
    return f"{advice}\n\n{phrases.texts['crisis'].format(line=line, number=number, queue=queue)}"


def emergency_number(task: AgentTask, phrases: Phrases) -> str:
    """The number to call in the customer's country; both great numbers where that is unknown."""
    known = _numbers(task)
    return known.emergency if known else phrases.texts["emergency_number_unknown"]


def _numbers(task: AgentTask) -> Numbers | None:
    person = task.findings.personalization
    return numbers_by_country().get((person.country if person else None) or "")
