"""What a turn's reply changes at the desk, stored with it; tables in moto."""

import pytest

from contracts.session import Dialogue
from conversations.claim import claim_conversation
from handlers.wiring.conversations import SESSIONS
from store.desk import read_ended
from store.sessions import save_session
from store.transcripts import read_transcript
from store.turns import find_answer
from tests.unit import builders
from tests.unit.aws import DESK, REGION, TENANT, stored, stored_session
from tests.unit.conversations.people import ANNA, answer_with, at_desk, holder, is_open, open_of, waits

pytestmark = pytest.mark.usefixtures("tables")
ROADSIDE = builders.routing("emergency", "emergency", "roadside").changed(priority=1)
RELEASE = builders.routing("release", "answer", None)
ANSWER = builders.routing("passages", "answer", None)


def test_a_reply_that_promises_a_person_and_the_place_in_line_are_one_write() -> None:
    handover = waits()
    assert (handover.handover_id, handover.state, handover.queue, handover.priority) == (
        "001",
        "waiting",
        "customer_care",
        3,
    )
    assert (handover.version, stored_session().dialogue.holder) == (1, "queue")


def test_where_the_place_in_line_cannot_be_written_the_reply_is_not_either(monkeypatch: pytest.MonkeyPatch) -> None:
    waits()
    forgetful = stored_session().changed(dialogue=Dialogue())
    assert save_session(forgetful)
    found = stored("Conversations")
    monkeypatch.setattr("store.retry.LONGEST_SECONDS", 0.1)
    with pytest.raises(Exception, match="others write"):
        answer_with(builders.routing(), "002")
    assert stored("Conversations") == found


def test_an_answer_leaves_the_desk_alone() -> None:
    save_session(builders.session())
    answer_with(ANSWER)
    assert not stored("Desk")


def test_who_waits_and_is_promised_a_person_again_keeps_the_place() -> None:
    first = waits()
    answer_with(builders.routing(queue="sales"), "002")
    assert open_of() == first


def test_a_more_urgent_turn_moves_who_waits() -> None:
    first = waits()
    answer_with(ROADSIDE, "002")
    moved = open_of()
    assert (moved.queue, moved.priority, moved.alert, moved.entered_at) == ("roadside", 1, "unclear", first.entered_at)
    assert moved.handover_id == first.handover_id


def test_who_needs_nobody_any_more_is_taken_out_of_the_line() -> None:
    waits()
    answer_with(RELEASE, "002")
    assert (is_open(), holder()) == (False, ("bot", None))
    [ended] = read_ended(REGION, TENANT)
    assert (ended.ending, ended.handled_seconds) == ("withdrawn", None)


def test_a_hand_over_that_is_over_leaves_room_for_the_next() -> None:
    waits()
    answer_with(RELEASE, "002")
    answer_with(builders.routing(queue="sales"), "003")
    assert (open_of().handover_id, open_of().queue, open_of().version) == ("003", "sales", 1)


def test_while_a_person_has_the_conversation_the_reply_is_for_them_alone() -> None:
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    seen = [entry.author for entry in read_transcript("c1")[0]]
    told = answer_with(builders.routing("passages", "answer", None), "002")
    assert told.quiet
    assert [entry.author for entry in read_transcript("c1")[0]] == seen
    assert find_answer("c1", "002") == told
    assert (holder(), open_of().state) == (("person", "Anna"), "held")


def test_a_promise_of_another_person_moves_nothing_that_a_person_holds() -> None:
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    before = open_of()
    assert answer_with(builders.routing(queue="sales"), "002").quiet
    assert open_of() == before


def test_a_danger_is_told_to_the_customer_and_to_the_person_who_has_the_conversation() -> None:
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    assert not answer_with(ROADSIDE, "002").quiet
    alarmed = open_of()
    assert (alarmed.state, alarmed.staff_id, alarmed.priority, alarmed.alert) == ("held", "anna", 1, "unclear")
    assert holder() == ("person", "Anna")


def test_what_a_model_was_showing_when_the_person_came_is_stored_as_it_was_shown() -> None:
    from conversations.settle import settling
    from store.turns import store_answer

    waits()
    asked = stored_session()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    written = builders.answer(turn_id="002", route=builders.routing("passages", "answer", None)).changed(path="bedrock")
    assert not store_answer(asked, settling(written, asked, DESK)).quiet
    fast = written.changed(turn_id="003", path="fast")
    assert store_answer(asked, settling(fast, asked, DESK)).quiet
