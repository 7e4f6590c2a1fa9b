"""What the dialogue remembers once a turn is answered."""

from typing import Any

import pytest

from contracts.findings.personalization import VehicleSummary
from contracts.findings.response import Reply
from contracts.session import Dialogue
from contracts.turn import AnalysisFindings
from conversations.dialogue import dialogue_after
from languages.phrases import Phrases
from languages.topic import words_of
from tests.unit import builders


def after(before: Dialogue, **changes: Any) -> Dialogue:
    return dialogue_after(before, builders.answer(**changes))


def test_an_answered_turn_is_counted_and_its_reply_remembered() -> None:
    once = after(Dialogue(), text="First.")
    twice = dialogue_after(once, builders.answer("Second."))
    assert (twice.turns, twice.last_reply, twice.holder, twice.queue) == (2, "Second.", "bot", None)


@pytest.mark.parametrize(
    ("kind", "reply_with", "queue"), [("queue", "hand_over", "sales"), ("emergency", "emergency", "roadside")]
)
def test_a_hand_over_leaves_the_conversation_in_the_queue(kind: str, reply_with: str, queue: str) -> None:
    found = after(Dialogue(), route=builders.routing(reply_with, kind, queue))
    assert (found.holder, found.queue, found.priority) == ("queue", queue, 3)


def test_an_answer_leaves_whoever_waits_in_their_queue() -> None:
    waiting = Dialogue(holder="queue", queue="sales", priority=2)
    found = after(waiting)
    assert (found.holder, found.queue, found.priority) == ("queue", "sales", 2)


@pytest.mark.parametrize(
    ("waiting_at", "queue", "priority"), [(4, "roadside", 3), (3, "sales", 3), (2, "sales", 2), (1, "sales", 1)]
)
def test_a_second_queue_replaces_the_first_only_if_it_serves_sooner(waiting_at: int, queue: str, priority: int) -> None:
    waiting = Dialogue(holder="queue", queue="sales", priority=waiting_at)
    found = after(waiting, route=builders.routing(queue="roadside"))
    assert (found.holder, found.queue, found.priority) == ("queue", queue, priority)


@pytest.mark.parametrize(("before", "score", "turns"), [(0, -0.9, 1), (1, -0.9, 2), (2, 0.0, 0), (2, None, 2)])
def test_anger_is_counted_over_turns_and_a_missing_mood_keeps_the_count(
    before: int, score: float | None, turns: int
) -> None:
    mood = None if score is None else builders.sentiment(score)
    found = after(Dialogue(angry_turns=before), findings=AnalysisFindings(sentiment=mood))
    assert found.angry_turns == turns


def test_nothing_goes_on_from_a_guess() -> None:
    guess = AnalysisFindings(intent=builders.intent("roadside_assistance", confidence=0.2))
    assert after(Dialogue(), findings=guess).last_intent is None
    assert after(Dialogue(last_intent="charging"), findings=guess).last_intent == "charging"


def test_the_last_intent_stays_when_intent_is_missing() -> None:
    known = after(Dialogue(), findings=AnalysisFindings(intent=builders.intent("charging")))
    assert known.last_intent == "charging"
    assert dialogue_after(known, builders.answer()).last_intent == "charging"


def test_the_vehicle_that_was_talked_about_last_is_remembered_until_another_one_is() -> None:
    def about(**changes: Any) -> AnalysisFindings:
        return AnalysisFindings(personalization=builders.person(**changes))

    kite, heron = (
        VehicleSummary(number=n, model=m, year=2025, drive="electric", mileage_km=1)
        for n, m in ((0, "Kite"), (1, "Heron"))
    )
    known = after(Dialogue(), findings=about(vehicle=kite))
    assert known.vehicle == kite
    assert after(known, findings=about()).vehicle == kite
    assert after(known).vehicle == kite
    assert after(known, findings=about(vehicle=heron)).vehicle == heron


RELEASE = builders.routing("release", "answer", None)


def test_a_request_that_is_taken_back_waits_no_more() -> None:
    found = after(Dialogue(holder="queue", queue="sales", priority=3), route=RELEASE)
    assert (found.holder, found.queue, found.priority) == ("bot", None, None)


def test_what_became_an_emergency_meanwhile_is_not_left_by_an_older_release() -> None:
    rescue = Dialogue(holder="queue", queue="roadside", priority=1, last_reply_with="emergency")
    assert after(rescue, route=RELEASE).holder == "queue"
    assert after(rescue.changed(last_reply_with="confirm_release"), route=RELEASE).holder == "bot"


def test_a_release_takes_no_conversation_from_the_person_who_holds_it() -> None:
    assert after(Dialogue(holder="person"), route=RELEASE).holder == "person"


def test_what_was_told_from_the_record_is_remembered_until_the_next_reply() -> None:
    told = after(Dialogue(), route=builders.routing("record", "answer", None).changed(records=("mileage",)))
    assert told.records == ("mileage",)
    assert after(told).records == ()


ALARM = builders.routing("emergency", "emergency", "roadside").changed(priority=1)
BUTTON = words_of(Phrases, "en").texts["no_emergency"]
ASKED = Reply(text="Is everyone safe?", language="en", speech="Is everyone safe?", suggestions=(BUTTON,))


def test_a_message_that_alarmed_stays_unanswered_while_its_answer_is_offered() -> None:
    alarmed = after(Dialogue(), route=ALARM)
    assert (alarmed.unanswered, alarmed.rescue) == ("t1", True)
    offered = after(alarmed, turn_id="t2", reply=ASKED)
    assert offered.unanswered == "t1"
    assert after(offered, turn_id="t3").unanswered is None
    assert after(offered, turn_id="t3", route=ALARM).unanswered == "t3"


def test_that_safety_was_asked_is_remembered_until_something_sounds_like_danger() -> None:
    asked = after(after(Dialogue(), route=ALARM), route=builders.routing("confirm_release", "answer", None))
    assert asked.safety_asked
    assert after(asked).safety_asked
    unsure = AnalysisFindings(sentiment=builders.sentiment(unsure=True))
    assert not after(asked, findings=unsure).safety_asked
    assert not after(asked, route=ALARM).safety_asked
    assert not after(after(Dialogue(), route=ALARM)).safety_asked


def test_no_answer_is_offered_in_place_of_a_rescue_that_was_asked_for_nor_to_who_may_not_want_to_live() -> None:
    stranded = Dialogue(holder="queue", queue="roadside", priority=1)
    assert after(stranded, route=ALARM).unanswered is None
    crisis = builders.routing("emergency", "emergency", "crisis").changed(priority=1)
    assert after(Dialogue(), route=crisis).unanswered is None
    assert after(after(Dialogue(), route=ALARM), route=crisis).unanswered is None


def test_what_a_denied_message_put_in_line_is_no_longer_waited_for_and_anything_else_is() -> None:
    alarmed = after(Dialogue(), route=ALARM)
    assert alarmed.without_emergency("t1") == alarmed.changed(
        holder="bot", queue=None, priority=None, unanswered=None, offered=()
    )
    again = after(alarmed, turn_id="t2", route=ALARM)
    assert again.without_emergency("t1") == again, "another alarm came meanwhile"
    doubtful = Dialogue(holder="queue", queue="sales", priority=3, unanswered="t1")
    assert doubtful.without_emergency("t1").queue == "sales"
