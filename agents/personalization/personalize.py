"""From a customer's record to what may shape the reply."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from agents.agent import Agent
from agents.personalization.due import due_items
from contracts.customer import Customer, Vehicle
from contracts.findings import PersonalizationFinding, VehicleSummary
from contracts.turn import AgentTask

_WORD: Final = re.compile(r"\w+")
_PLATE_FILLERS: Final = re.compile(r"[\s-]")


def load(find_customer: Callable[[str], Customer | None]) -> Agent:
    """The agent, ready to run over any source of customers."""

    def find(task: AgentTask) -> PersonalizationFinding:
        customer = find_customer(task.customer_id) if task.customer_id else None
        if customer is None or customer.tenant != task.tenant:
            return PersonalizationFinding(known=False)
        return personalize(customer, task.text, datetime.now(UTC).date())

    return find


def personalize(customer: Customer, text: str, today: date) -> PersonalizationFinding:
    """Name, language, dealer, the vehicle that is meant and what is due on it."""
    vehicle = vehicle_meant(customer.vehicles, text)
    return PersonalizationFinding(
        known=True,
        first_name=customer.first_name,
        language=customer.language,
        preferred_dealer=customer.preferred_dealer,
        vehicle=VehicleSummary.model_validate(vehicle.model_dump(include=set(VehicleSummary.model_fields)))
        if vehicle
        else None,
        due=due_items(vehicle, today) if vehicle else (),
    )


def vehicle_meant(vehicles: tuple[Vehicle, ...], text: str) -> Vehicle | None:
    """The vehicle that is meant, or None where a guess could be wrong.

    A plate decides; else a model, if the customer has one of it; else there must be only one vehicle. Plates compare
    without spaces and dashes, models as whole words.
    """
    typed = _PLATE_FILLERS.sub("", text.casefold())
    words = set(_WORD.findall(text.casefold()))
    by_plate = [v for v in vehicles if v.plate and _PLATE_FILLERS.sub("", v.plate.casefold()) in typed]
    by_model = [v for v in vehicles if set(_WORD.findall(v.model.casefold())) <= words]
    candidates = by_plate or by_model or list(vehicles)
    return candidates[0] if len(candidates) == 1 else None
