"""Who is asking, and about which vehicle."""

from datetime import date

import pytest

from agents.personalization import load
from agents.personalization.personalize import personalize, vehicle_meant
from contracts.customer import Customer
from contracts.findings import PersonalizationFinding
from tests.unit.builders import customer, task, vehicle

TODAY = date(2026, 6, 1)
KITE = vehicle(model="Kite", plate="DM24 KTE")
HERON = vehicle(model="Heron", plate="2209 LSD", vin="XVDHRN15H00000511", open_recalls=("tailgate",))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("is the heron due?", "Heron"),
        ("IS THE KITE DUE?", "Kite"),
        ("what about dm24 kte", "Kite"),
        ("is my car due?", None),
        ("is the Kite or the Heron due?", None),
        ("is my Tern due?", None),
    ],
)
def test_of_two_vehicles_the_one_that_is_named_is_meant(text: str, meant: str | None) -> None:
    found = vehicle_meant((KITE, HERON), text)
    assert (found.model if found else None) == meant


def test_the_only_vehicle_is_meant_without_being_named() -> None:
    assert vehicle_meant((KITE,), "is my car due?") == KITE


def test_without_a_vehicle_none_is_meant() -> None:
    assert vehicle_meant((), "is my Kite due?") is None


def test_of_two_vehicles_of_a_model_neither_is_guessed() -> None:
    assert vehicle_meant((KITE, vehicle(plate="4581 MVD", vin="XVDKTE58E00000588")), "is my Kite due?") is None


def test_a_model_is_not_found_inside_another_word() -> None:
    tern = vehicle(model="Tern", plate="B-VD 342E")
    assert vehicle_meant((KITE, tern), "the alternator is loud, and there is no internet") is None


@pytest.mark.parametrize("text", ["my car is DM24KTE", "my car is dm24-kte"])
def test_a_plate_is_found_however_it_is_spaced(text: str) -> None:
    assert vehicle_meant((KITE, HERON), text) == KITE


def test_a_plate_decides_between_two_vehicles_of_the_same_model() -> None:
    other = vehicle(plate="4581 MVD", vin="XVDKTE58E00000588")
    assert vehicle_meant((KITE, other), "my Kite 4581 MVD") == other


def test_a_finding_tells_what_may_shape_the_reply_and_not_the_vin() -> None:
    who = customer(KITE, HERON, language="de", preferred_dealer="Quayside", email="a@example.com", phone="+44 1")
    finding = personalize(who, "is there a recall on my Heron?", TODAY)
    assert (finding.known, finding.first_name, finding.language, finding.preferred_dealer) == (
        True,
        "Alex",
        "de",
        "Quayside",
    )
    assert finding.vehicle is not None
    assert finding.vehicle.model == "Heron"
    assert [item.kind for item in finding.due] == ["recall"]
    told = finding.model_dump_json()
    assert not [secret for secret in (HERON.vin, "2209 LSD", "Marlow", "example.com", "+44") if secret in told]


def test_nothing_is_due_on_a_vehicle_that_is_not_known_to_be_meant() -> None:
    finding = personalize(customer(KITE, HERON), "is my car due?", TODAY)
    assert (finding.known, finding.vehicle, finding.due) == (True, None, ())


@pytest.mark.parametrize(
    ("customer_id", "tenant", "known"),
    [("cust-1", "demo", True), ("cust-1", "other", False), ("cust-2", "demo", False), (None, "demo", False)],
)
def test_a_customer_is_known_only_to_their_own_tenant(customer_id: str | None, tenant: str, *, known: bool) -> None:
    people: dict[str, Customer] = {"cust-1": customer(KITE)}
    finding = load(people.get)(task(customer_id=customer_id, tenant=tenant))
    assert isinstance(finding, PersonalizationFinding)
    assert finding.known is known
    if not known:
        assert finding == PersonalizationFinding(known=False)
