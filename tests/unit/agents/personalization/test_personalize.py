"""Who is asking, and what may shape the reply."""

import json
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from agents.agent import Agent
from agents.personalization import load
from agents.personalization.personalize import personalize
from agents.personalization.records import Records
from contracts.customer import Agreement, Appointment, Case, Customer, Order
from contracts.findings.personalization import DueKind, PersonalizationFinding, VehicleSummary
from contracts.session import Dialogue
from tests.unit.agents.personalization.test_due import PLAN
from tests.unit.agents.personalization.test_recalls import certain, possible
from tests.unit.agents.personalization.test_records import broken
from tests.unit.builders import customer, task, vehicle
from tests.unit.vehicles.rows import kite, recall
from vehicles.importing import read_recalls
from vehicles.recalls import Recall, VehicleFacts

ROOT = Path(__file__).parents[4]
TODAY = date(2026, 11, 21)
KITE = vehicle(make="Veldra", model="Kite", plate="DM24 KTE")
HERON = vehicle(
    make="Veldra", model="Heron", drive="hybrid", plate="2209 LSD", vin="XVDHRN15H00000511", open_recalls=("tailgate",)
)
DEMO = TypeAdapter(list[Customer]).validate_json((ROOT / "infra" / "demo" / "customers.json").read_bytes())


def found_by(
    agent: Agent, text: str = "is my car due?", customer_id: str = "cust-1", **changes: Any
) -> PersonalizationFinding:
    finding = agent(task(text, customer_id=customer_id, **changes))
    assert isinstance(finding, PersonalizationFinding)
    return finding


def agent_for(who: Customer, *recalls: Recall) -> Agent:
    return load({"cust-1": who}.get, lambda known: recalls, lambda tenant, make: PLAN, lambda: TODAY)


def test_a_finding_tells_what_may_shape_the_reply() -> None:
    who = customer(KITE, HERON, language="de", country="DE", preferred_dealer="Quayside", preferred_channel="phone")
    finding = found_by(agent_for(who), "is there a recall on my Heron?")
    assert (finding.identified, finding.first_name, finding.language, finding.country) == (True, "Alex", "de", "DE")
    assert (finding.preferred_dealer, finding.preferred_channel, finding.source) == (
        "Quayside",
        "phone",
        "customer record",
    )
    assert finding.vehicle is not None
    assert (finding.vehicle.model, finding.vehicle.number, finding.vehicle.source) == ("Heron", 1, "vehicle record")
    assert [item.kind for item in finding.due] == ["recall"]
    assert (finding.choices, finding.unchecked, finding.demo) == ((), (), False)


def test_nothing_that_identifies_a_person_or_vehicle_is_in_a_finding() -> None:
    secrets = ("Marlow", "a.b@example.com", "+44 20 7946 0018", KITE.vin, "00000117", "DM24 KTE", HERON.vin, "2209 LSD")
    told = " / ".join(secrets)
    car = KITE.changed(
        open_recalls=(f"hose of {told}", "dm24-kte: xvdkte58e 00000117"),
        appointments=(Appointment(number="B-1", on=date(2099, 1, 1), at=time(9), place=f"at {told}"),),
    )
    who = customer(
        car,
        HERON,
        email="a.b@example.com",
        phone="+44 20 7946 0018",
        cases=(Case(number="C-1", subject=f"Mr MARLOW ({told}): mail A.B@EXAMPLE.COM", opened_on=date(2026, 1, 1)),),
        orders=(Order(number="O-1", item=f"wheels for {told}", ordered_on=date(2026, 1, 1)),),
    )
    finding = found_by(agent_for(who, certain(summary=told)), "what about DM24 KTE?")
    shown = finding.model_dump_json().casefold()
    assert {item.kind for item in finding.due} >= {"recall", "appointment", "case", "order"}
    assert not [
        secret for secret in (*secrets, "marlow", "xvdkte58e 00000117", "dm24-kte") if secret.casefold() in shown
    ]
    assert "hose of" in shown


def test_of_two_vehicles_the_choices_are_listed_and_only_recalls_are_told() -> None:
    due = KITE.changed(mileage_km=90_000)
    finding = found_by(agent_for(customer(due, HERON)))
    assert (finding.identified, finding.vehicle) == (True, None)
    assert [(choice.number, choice.model) for choice in finding.choices] == [(0, "Kite"), (1, "Heron")]
    assert [(item.kind, item.model) for item in finding.due] == [("recall", "Heron")]


def test_the_vehicle_the_dialogue_was_about_is_meant_until_another_is_named() -> None:
    agent = agent_for(customer(KITE, HERON))
    last = found_by(agent, "my Heron").vehicle
    assert found_by(agent, "and when is it due?", dialogue=Dialogue(vehicle=last)).vehicle == last
    other = found_by(agent, "and my other car?", dialogue=Dialogue(vehicle=last)).vehicle
    assert isinstance(other, VehicleSummary)
    assert other.model == "Kite"


def test_a_model_of_the_brand_that_the_customer_does_not_have_is_not_taken_for_theirs() -> None:
    finding = found_by(agent_for(customer(KITE)), "how much is a service of a Tern?")
    assert finding.vehicle is None
    assert [choice.model for choice in finding.choices] == ["Kite"]


def test_certain_recalls_and_warnings_are_told_of_every_vehicle_and_possible_ones_of_the_one_meant() -> None:
    heron_recall = recall(kite(model="Heron", years=(2025,)), campaign_id="HERON?")
    heron_warning = recall(kite(model="Heron", years=(2025,)), campaign_id="HERON!", park_it=True)
    kite_recall = recall(kite(years=(2025,)), campaign_id="KITE?")
    agent = agent_for(customer(KITE, HERON), heron_recall, heron_warning, kite_recall)
    told = [item.reference or item.detail for item in found_by(agent, "is my Kite recalled?").due]
    assert told == ["HERON!", "tailgate", "KITE?"]


def test_every_fact_has_its_source_and_made_up_records_are_marked() -> None:
    car = KITE.changed(
        mileage_km=90_000,
        warranty_until=date.max,
        agreement=Agreement(number="L-1", kind="lease", ends_on=date(2099, 1, 1)),
        appointments=(Appointment(number="B-1", on=date(2099, 1, 1), at=time(9), place="Quayside"),),
    )
    who = customer(
        car,
        orders=(
            Order(number="O-1", item="wheels", ordered_on=date(2026, 1, 1), expected_on=date(2026, 1, 9)),
            Order(number="O-2", item="mats", ordered_on=date(2026, 1, 1)),
            Order(number="O-3", item="lamp", ordered_on=date(2026, 1, 1), delivered_on=date(2026, 1, 3)),
        ),
        cases=(
            Case(number="C-1", subject="a bill", opened_on=date(2026, 1, 1)),
            Case(number="C-2", subject="a scratch", opened_on=date(2026, 1, 1), closed_on=date(2026, 1, 2)),
        ),
        demo=True,
    )
    due = found_by(agent_for(who, certain(demo=False))).due
    assert [(item.kind, item.source, item.overdue) for item in due] == [
        ("recall", "recall VD-26-01", True),
        ("appointment", "appointment B-1", False),
        ("service", "service plan veldra-2026", True),
        ("case", "case C-1", False),
        ("order", "order O-1", True),
        ("order", "order O-2", False),
    ]
    assert [item.demo for item in due] == [False, True, True, True, True, True]
    assert due[0].model == due[2].model == "Kite"


def test_recalls_are_told_whatever_the_consents_and_the_rest_waits_to_be_asked() -> None:
    agent = agent_for(customer(KITE.changed(mileage_km=90_000)), certain())
    finding = found_by(agent)
    assert [item.kind for item in finding.due] == ["recall", "service"]
    assert (finding.may_say, finding.may_offer) == (("recall",), ("recall_appointment",))


def test_what_could_not_be_looked_up_is_said() -> None:
    who = {"cust-1": customer(KITE, HERON)}.get
    blind = found_by(load(who, broken, broken), "my Heron")
    assert blind.unchecked == ("recalls", "service_plan")
    assert [item.detail for item in blind.due] == ["tailgate"]
    assert found_by(load(who), "my Heron").unchecked == ("recalls",)
    assert found_by(load(who, lambda known: ()), "my Heron").unchecked == ()


def test_without_plan_and_recalls_the_record_alone_decides() -> None:
    finding = found_by(load({"cust-1": customer(KITE.changed(mileage_km=90_000))}.get))
    assert [(item.kind, item.source) for item in finding.due] == [("service", "vehicle record")]


@pytest.mark.parametrize(
    ("customer_id", "tenant", "identified"),
    [("cust-1", "demo", True), ("cust-1", "other", False), ("cust-2", "demo", False), (None, "demo", False)],
)
def test_a_customer_is_known_only_to_their_own_tenant(
    customer_id: str | None, tenant: str, *, identified: bool
) -> None:
    def recalls(known: VehicleFacts) -> Iterable[Recall]:
        return [possible()]

    people: dict[str, Customer] = {"cust-1": customer(KITE)}
    finding = load(people.get, recalls)(task("my plate is DM24 KTE", customer_id=customer_id, tenant=tenant))
    assert isinstance(finding, PersonalizationFinding)
    assert finding.identified is identified
    if not identified:  # a visitor of a page whom nobody vouched for hears nothing, whatever they type
        assert finding == PersonalizationFinding(identified=False)


def demo_finding(who: Customer, text: str) -> PersonalizationFinding:
    """What is found about a demo customer on the day the demo was written."""
    recalls = tuple(read_recalls([ROOT / "vehicles" / "recalls_template.csv"]).recalls())
    records = Records(tuple(recalls for _ in who.vehicles), {"veldra": PLAN}, recalls_checked=True, plans_checked=True)
    return personalize(who, task(text), records, TODAY)


def test_of_the_demo_customers_only_greta_has_a_recall_and_it_is_certain_and_made_up() -> None:
    told = {who.customer_id: [i for i in demo_finding(who, "?").due if i.kind == "recall"] for who in DEMO}
    [item] = told.pop("cust-greta")
    assert (item.reference, item.certainty, item.model, item.demo) == ("VD-26-03", "certain", "Tern", True)
    assert not any(told.values())


def test_everything_in_the_demo_is_marked_as_made_up() -> None:
    findings = [demo_finding(who, text) for who in DEMO for text in ("my Kite", "my Heron", "my car")]
    items = [item for finding in findings for item in finding.due]
    assert {item.kind for item in items} == set(get_args(DueKind))
    assert all(item.demo for item in items)
    assert all(finding.demo for finding in findings)


def test_no_finding_about_a_demo_customer_tells_who_they_are() -> None:
    for who in DEMO:
        shown = demo_finding(who, "my Kite, my Heron").model_dump_json()
        secrets = [
            who.last_name,
            who.email,
            who.phone,
            *(v.vin for v in who.vehicles),
            *(v.plate for v in who.vehicles),
        ]
        assert not [secret for secret in secrets if secret and secret in shown], who.customer_id
        assert json.loads(shown)["first_name"] == who.first_name
