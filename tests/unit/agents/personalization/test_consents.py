"""What may be brought up and offered."""

from datetime import date

import pytest

from agents.personalization.consents import may_offer, may_say
from contracts.customer import Consent
from contracts.findings.personalization import DueItem, DueKind, Offer
from tests.unit.builders import customer


def due(*kinds: DueKind, model: str = "Kite") -> list[DueItem]:
    return [DueItem(kind=kind, model=model, due_on=date(2026, 6, 1)) for kind in kinds]


def test_recalls_may_always_be_told_and_the_rest_with_consent_to_reminders() -> None:
    assert may_say(customer()) == ("recall",)
    assert may_say(customer(consents=("marketing",))) == ("recall",)
    assert {"recall", "service", "warranty_end", "lease_end", "order"} <= set(
        may_say(customer(consents=("service_reminders",)))
    )


@pytest.mark.parametrize(
    ("consents", "offers"),
    [
        ((), ("recall_appointment",)),
        (("service_reminders",), ("recall_appointment", "service_appointment")),
        (("marketing",), ("recall_appointment", "warranty_extension", "next_vehicle")),
    ],
)
def test_offers_need_their_consent_but_for_a_recall(consents: tuple[Consent, ...], offers: tuple[Offer, ...]) -> None:
    everything = due("recall", "service", "warranty_end", "lease_end", "finance_end")
    assert may_offer(customer(consents=consents), everything) == offers


def test_nothing_is_offered_without_a_reason() -> None:
    willing = customer(consents=("service_reminders", "marketing"))
    assert may_offer(willing, []) == ()
    assert may_offer(willing, due("order", "case")) == ()
    unsure = [item.changed(certainty="possible") for item in due("recall")]
    assert may_offer(willing, unsure) == ()


def test_a_vehicle_that_is_booked_in_is_offered_no_second_appointment() -> None:
    willing = customer(consents=("service_reminders",))
    assert may_offer(willing, due("appointment", "recall", "service")) == ()
    assert may_offer(willing, [*due("appointment"), *due("service", model="Heron")]) == ("service_appointment",)
