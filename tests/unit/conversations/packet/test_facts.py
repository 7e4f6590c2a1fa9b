"""What is known of the matter, and from where."""

from contracts.findings.intent import IntentFinding, ScoredIntent, Slot
from contracts.findings.personalization import DueItem
from tests.unit import builders
from tests.unit.conversations.packet.story import HANDED_OVER, Story

KITE = {"number": 0, "make": "Veldra", "model": "Kite", "year": 2025, "drive": "electric", "mileage_km": 5000}
HERON = {"number": 1, "make": "Veldra", "model": "Heron", "year": 2022, "drive": "hybrid", "mileage_km": 88400}
SERVICE = DueItem(kind="service", model="Kite", due_at_km=30000)
ORDER = DueItem(kind="order", reference="O-1", detail="winter wheels")


def said(kind: str, text: str, value: str) -> IntentFinding:
    slot = Slot.as_written({"type": kind, "text": text, "value": value, "start": 0, "end": len(text)})
    return builders.intent("book_service").changed(slots=(slot,))


def facts(story: Story, source: str, **changes: object) -> list[tuple[str, str]]:
    return [(fact.name, fact.text) for fact in story.packet(**changes).facts if fact.source == source]  # type: ignore[arg-type]


def test_what_is_said_again_is_one_fact_at_its_last_turn() -> None:
    story = Story()
    story.turn("on Friday", intent=said("date", "Friday", "2026-12-04"))
    story.turn("plate DM24 KTE", intent=said("plate", "DM24 KTE", "DM24KTE"))
    last = story.turn("Friday, I said", intent=said("date", "Friday", "2026-12-04"))
    found = [fact for fact in story.packet().facts if fact.source == "customer" and fact.name != "intent"]
    assert [(fact.name, fact.text) for fact in found] == [("plate", "DM24 KTE"), ("date", "Friday (2026-12-04)")]
    assert found[-1].turn_id == last


def test_requests_are_told_in_their_order_without_guesses_and_courtesies() -> None:
    story = Story()
    story.turn("hi", intent=builders.intent("small_talk", handled_by="phrase"))
    story.turn("hm", intent=builders.intent("billing", confidence=0.4))
    further = (ScoredIntent(intent="rental_and_ride", confidence=0.9),)
    story.turn("a service, and a loan car", intent=builders.intent("book_service").changed(further_intents=further))
    story.turn("a service!", intent=builders.intent("book_service"))
    assert facts(story, "customer") == [
        ("intent", "wants a workshop appointment"),
        ("intent", "wants a hire car, a loan car or a ride"),
    ]


def test_a_person_was_asked_for_about_the_topic_before() -> None:
    story = Story()
    story.turn("the invoice is wrong", intent=builders.intent("billing"))
    turn = story.turn("let me talk to somebody", "noted", HANDED_OVER, intent=builders.intent("speak_to_person"))
    packet = story.packet(turn)
    assert packet.next_step == "Look up the invoice, and go through the item in question."
    assert "“the invoice is wrong”" in packet.summary


def test_without_a_record_the_last_finding_tells_what_is_known() -> None:
    story = Story()
    story.turn("hello", personalization=builders.person(first_name="Mateo", vehicles=(KITE, HERON)))
    story.turn("the Heron", personalization=builders.person(vehicle=HERON, vehicles=(KITE, HERON), due=(ORDER,)))
    assert facts(story, "record") == [
        ("first_name", "Alex"),
        ("vehicle", "Veldra Heron, 2022, 88400 km"),
        ("model", "Heron"),
        ("further_vehicle", "Veldra Kite, 2025, 5000 km"),
        ("order", "winter wheels, O-1"),
    ]


def test_with_a_record_only_what_was_worked_out_is_taken_from_the_finding() -> None:
    story = Story()
    story.turn("hello", personalization=builders.person(vehicle=KITE, vehicles=(KITE,), due=(SERVICE, ORDER)))
    names = dict(facts(story, "record", customer=builders.customer(builders.vehicle())))
    assert names["service"] == "Kite, 30000 km"
    assert "order" not in names
    assert names["plate"] == "DM24 KTE"


def test_what_a_recall_warns_of_is_told_and_that_work_is_overdue() -> None:
    recall = DueItem(kind="recall", model="Kite", detail="battery", reference="VD-1", warning="park_it")
    late, maybe = SERVICE.changed(overdue=True), recall.changed(warning=None, certainty="possible")
    story = Story()
    story.turn("hello", personalization=builders.person(due=(recall, maybe, late)))
    assert facts(story, "record")[1:] == [
        ("recall", "Kite, battery, VD-1, not to be driven until repaired"),
        ("recall", "Kite, battery, VD-1, only possible, check it"),
        ("service", "Kite, 30000 km, overdue"),
    ]


def test_recalls_that_the_maker_named_are_told_once() -> None:
    customer = builders.customer(builders.vehicle(open_recalls=("tailgate strut",)))
    story = Story()
    story.turn("hello")
    assert ("recall", "Kite, tailgate strut") in facts(story, "record", customer=customer)
    recall = DueItem(kind="recall", model="Kite", detail="tailgate strut")
    story.turn("hello again", personalization=builders.person(vehicle=KITE, vehicles=(KITE,), due=(recall,)))
    assert facts(story, "record", customer=customer).count(("recall", "Kite, tailgate strut")) == 1


def test_where_another_vehicle_may_be_meant_none_is_called_the_vehicle() -> None:
    story = Story()
    story.turn("my wife's car", personalization=builders.person(vehicles=(KITE,), somebody_else=True))
    record = facts(story, "record", customer=builders.customer(builders.vehicle()))
    assert [name for name, _ in record] == ["first_name", "last_name", "further_vehicle"]


def test_of_a_stranger_nothing_is_recorded() -> None:
    story = Story()
    story.turn("hello", personalization=builders.person(identified=False, first_name=None))
    assert facts(story, "record") == []
    assert story.packet().summary.startswith("The customer is not identified.")
