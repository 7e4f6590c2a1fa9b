"""Where the turns of a conversation go that waits for a person."""

from typing import Any

import pytest

from contracts.findings.knowledge import KnowledgeFinding, PassageHeading
from contracts.findings.personalization import DueItem, VehicleSummary
from contracts.session import Dialogue
from tests.unit.agents.response.test_due import VISIT
from tests.unit.agents.routing.routed import CALM, STRONG, WEAK, decided, wish
from tests.unit.builders import intent, knowledge, person, sentiment

IN_LINE = Dialogue(turns=2, holder="queue", queue="finance_desk", priority=4, last_reply_with="hand_over")
RESCUE = IN_LINE.changed(queue="roadside", priority=1)
ASKED = RESCUE.changed(last_reply_with="confirm_release")
CHARGING = intent("charging", owner="connected_desk")


def rule(text: str, dialogue: Dialogue = IN_LINE, **found: Any) -> str:
    return decided(text, dialogue, **({"sentiment": CALM} | found)).rule


@pytest.mark.parametrize("text", ["hello?", "anyone there?", "wie lange noch?"])
def test_whether_anybody_is_there_is_no_wish_whatever_the_head_takes_it_for(text: str) -> None:
    for name in (wish("small_talk"), wish("speak_to_person", "person"), wish("test_drive", "person", 0.5)):
        route = decided(text, IN_LINE, intent=name, sentiment=CALM)
        assert (route.rule, route.queue, route.priority) == ("waiting_presence", "finance_desk", 4)


def test_other_small_talk_gets_the_state_of_the_request_and_no_topics() -> None:
    assert rule("nice weather today", intent=wish("small_talk")) == "waiting_small_talk"


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("how do I charge", {"intent": CHARGING, "knowledge": WEAK}, "answered_by_knowledge"),
        ("how do I pay", {"intent": wish("billing", "person"), "knowledge": STRONG}, "waiting_question"),
        ("how do I pay", {"intent": wish("billing", "person"), "knowledge": WEAK}, "waiting_question"),
        ("my bill is wrong", {"intent": wish("billing", "person"), "knowledge": STRONG}, "needs_a_person"),
        ("when are you open", {"intent": wish("out_of_scope", confidence=0.6), "knowledge": WEAK}, "maybe_in_scope"),
    ],
)
def test_what_can_be_answered_is_answered_meanwhile(text: str, found: dict[str, Any], expected: str) -> None:
    assert rule(text, **found) == expected


def test_who_needs_nobody_any_more_leaves_the_line_and_who_asks_for_more_does_not() -> None:
    assert rule("I no longer need anyone", intent=wish("speak_to_person", "person")) == "released"
    assert rule("cancel", intent=wish("cancel")) == "released_by_cancel"
    assert rule("so dull here", intent=wish("cancel", confidence=0.7)) == "maybe_released"
    more = wish("cancel", more=("book_service",))
    assert rule("forget it and book me a service", intent=more) == "service_desk_among_others"


def test_danger_comes_before_a_withdrawal() -> None:
    assert rule("forget it, it works again", sentiment=sentiment(danger="fire", urgency=0.9)) == "danger"


@pytest.mark.parametrize("text", ["cancel", "forget it", "I no longer need anyone"])
def test_an_emergency_is_never_left_without_a_question(text: str) -> None:
    route = decided(text, RESCUE, intent=wish("cancel"), sentiment=CALM)
    assert (route.kind, route.reply_with) == ("answer", "confirm_release")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("yes", "affirm", "release_confirmed"),
        ("no help needed any more", "cancel", "release_said_again"),
        ("forget it", "cancel", "release_of_a_rescue"),
        ("cancel", "cancel", "cancel_of_a_rescue"),
        ("no", "deny", "waiting_phrase"),
    ],
)
def test_after_the_question_only_a_yes_or_a_plain_word_ends_an_emergency(text: str, name: str, expected: str) -> None:
    assert rule(text, ASKED, intent=wish(name)) == expected


def test_a_cancel_is_about_the_appointment_where_there_is_one() -> None:
    booked = person(on_record=(VISIT,))
    for dialogue in (Dialogue(), IN_LINE):
        assert rule("cancel please", dialogue, intent=wish("cancel"), personalization=booked) == "cancel_of_a_booking"
    assert rule("cancel please", Dialogue(), intent=wish("cancel"), personalization=person()) == "set_phrase"
    assert rule("forget it", Dialogue(), intent=wish("cancel"), personalization=booked) != "cancel_of_a_booking"


def test_a_follow_up_that_nothing_answers_is_asked_about_once() -> None:
    goes_on = CHARGING.changed(follow_up=True)
    answered = Dialogue(turns=1, last_reply_with="passages")
    nothing = knowledge()
    assert rule("no, the other one", answered, intent=goes_on, knowledge=nothing) == "follow_up_without_answer"
    again = answered.changed(last_reply_with="clarify")
    assert rule("the other one", again, intent=goes_on, knowledge=nothing) == "no_answer"


def test_what_is_recorded_of_ones_own_needs_no_person_and_an_open_recall_does() -> None:
    known = person(on_record=(VISIT,))
    order = wish("order_status", "person")
    assert rule("when is my appointment?", Dialogue(), intent=order, personalization=known) == "told_from_record"
    assert rule("when is my appointment?", Dialogue(), intent=order) == "needs_a_person"
    recall = wish("recall_check", "person")
    text, opened = "is there a recall on my car?", DueItem(kind="recall", model="Kite")
    assert rule(text, Dialogue(), intent=recall, personalization=known.changed(due=(opened,))) == "needs_a_person"
    assert (
        rule(text, Dialogue(), intent=recall, personalization=known.changed(unchecked=("recalls",))) == "needs_a_person"
    )
    assert rule(text, Dialogue(), intent=recall, personalization=known) == "told_from_record"


def test_a_record_that_can_be_told_needs_no_person_where_that_is_a_guess() -> None:
    known, guess = person(on_record=(VISIT,)), wish("speak_to_person", "person", confidence=0.4)
    text = "when is the next appointment?"
    assert rule(text, Dialogue(), intent=guess, personalization=known) == "record_for_nobody"
    assert rule("when is it open?", Dialogue(), intent=guess, personalization=known) == "asked_for_a_person"


def test_the_answer_to_which_vehicle_goes_on_about_the_record_that_was_asked_for() -> None:
    kite = VehicleSummary(model="Kite", year=2025, drive="electric", mileage_km=1)
    known, sales = person(vehicle=kite, vehicles=(kite,)), wish("sales", "person")
    asked = Dialogue(turns=1, last_reply_with="record", records=("warranty",))
    found = decided("the Kite", asked, intent=sales, personalization=known)
    assert (found.rule, found.records) == ("told_from_record", ("warranty",))
    assert decided("I want to sell the Kite", asked, intent=sales, personalization=known).rule == "needs_a_person"
    before = asked.changed(last_reply_with="passages")
    assert decided("the Kite", before, intent=sales, personalization=known).rule == "needs_a_person"


def test_of_whom_nobody_knows_who_they_are_no_record_is_told_and_no_page_guessed() -> None:
    stranger, service = person(identified=False, first_name=None), wish("maintenance_advice", "knowledge")
    near = KnowledgeFinding(
        passages=(), near=(PassageHeading(id="a#b", section="A heading", language="en", answers=0.3),)
    )
    known = {"intent": service, "personalization": stranger, "knowledge": near}
    assert rule("when is my next service?", Dialogue(), **known) == "record_of_a_stranger"
    assert rule("when is my next service?", Dialogue(), **known | {"knowledge": STRONG}) == "answered_by_knowledge"
    assert rule("how often is a service due?", Dialogue(), **known) == "which_topic"
