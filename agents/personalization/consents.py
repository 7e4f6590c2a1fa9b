"""What may be brought up and offered, by what the customer consented to.

Answering is not reminding: who asks when a service is due is told, with or without consent. What is told unasked needs
the consent for reminders, and what is offered for sale the one for marketing. Recalls are a matter of safety and need
neither.
"""

from collections.abc import Sequence
from typing import Final

from contracts.customer import Customer
from contracts.findings.personalization import DueItem, DueKind, Offer

_ALWAYS: Final[tuple[DueKind, ...]] = ("recall",)
_REMINDERS: Final[tuple[DueKind, ...]] = (
    "service",
    "appointment",
    "warranty_end",
    "lease_end",
    "finance_end",
    "case",
    "order",
)
_SALES: Final[tuple[tuple[DueKind, Offer], ...]] = (
    ("warranty_end", "warranty_extension"),
    ("lease_end", "next_vehicle"),
    ("finance_end", "next_vehicle"),
)


def may_say(customer: Customer) -> tuple[DueKind, ...]:
    """What may be brought up unasked."""
    return _ALWAYS + (_REMINDERS if "service_reminders" in customer.consents else ())


def may_offer(customer: Customer, due: Sequence[DueItem]) -> tuple[Offer, ...]:
    """What there is a reason and a consent to offer. A vehicle that is booked in needs no second appointment."""
    booked = {item.model for item in due if item.kind == "appointment"}
    waiting = [item for item in due if item.model not in booked]
    offers = list[Offer]()
    if any(item.kind == "recall" and item.certainty == "certain" for item in waiting):
        offers.append("recall_appointment")
    if "service_reminders" in customer.consents and any(item.kind == "service" for item in waiting):
        offers.append("service_appointment")
    if "marketing" in customer.consents:
        offers += [offer for kind, offer in _SALES if any(item.kind == kind for item in due)]
    return tuple(dict.fromkeys(offers))
