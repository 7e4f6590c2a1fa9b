"""Questions that a passage answers, whatever they are taken for, and those about another make's car."""

from typing import Any

import pytest

from contracts.session import Dialogue
from tests.unit.agents.routing.routed import CALM, STRONG, WEAK, decided, wish
from tests.unit.builders import knowledge, passage

WAITING = Dialogue(turns=1, last_reply_with="hand_over", holder="queue", queue="sales", priority=3)
ANSWERED = Dialogue(turns=1, last_reply_with="passages", last_passage="page-1#1")
OF_THE_HERON = knowledge(passage(1)).changed(models=("heron",), question="how much can the heron tow")
OTHER_MAKE = knowledge().changed(other_make=True)


@pytest.mark.parametrize("stalled", [0, 1])
def test_the_question_before_of_another_model_is_answered_whoever_handles_it(stalled: int) -> None:
    on = wish("sales", "person").changed(follow_up=True)
    asked: dict[str, Any] = {"intent": on, "sentiment": CALM, "knowledge": OF_THE_HERON}
    route = decided("and the Heron?", ANSWERED.changed(stalled_turns=stalled), **asked)
    assert (route.rule, route.reply_with) == ("same_question_of_another", "passages")


def test_a_request_for_another_model_is_none_for_the_answer_before() -> None:
    route = decided(
        "book a test drive of the Heron",
        ANSWERED,
        intent=wish("test_drive", "person"),
        sentiment=CALM,
        knowledge=OF_THE_HERON,
    )
    assert route.rule == "needs_a_person"


def test_a_question_that_a_page_surely_answers_is_no_small_talk() -> None:
    found: dict[str, Any] = {"intent": wish("small_talk", confidence=0.36), "sentiment": CALM}
    asked = "what does the service of the Kite cost?"
    assert decided(asked, knowledge=STRONG, **found).rule == "question_in_small_words"
    assert decided(asked, knowledge=WEAK, **found).reply_with == "phrase"
    assert decided("nice weather today", knowledge=STRONG, **found).reply_with == "phrase"


@pytest.mark.parametrize("name", ["charging", "warranty", "vehicle_status"])
def test_a_question_about_another_makes_car_gets_the_words_for_it(name: str) -> None:
    route = decided(intent=wish(name, "knowledge"), sentiment=CALM, knowledge=OTHER_MAKE)
    assert (route.rule, route.reply_with) == ("other_make", "phrase")


def test_what_looks_out_of_scope_and_names_another_make_gets_them_too() -> None:
    route = decided(intent=wish("out_of_scope"), sentiment=CALM, knowledge=OTHER_MAKE)
    assert (route.rule, route.reply_with) == ("other_make_beside_our_subjects", "phrase")


@pytest.mark.parametrize("name", ["sales", "book_service", "roadside_assistance"])
def test_who_needs_a_person_gets_one_whatever_they_drive(name: str) -> None:
    route = decided(intent=wish(name, "person"), sentiment=CALM, knowledge=OTHER_MAKE)
    assert route.reply_with == "hand_over"


def test_who_waits_is_answered_when_we_are_open() -> None:
    found: dict[str, Any] = {"intent": wish("how_to", "knowledge"), "sentiment": CALM}
    route = decided("when do you open?", WAITING, knowledge=WEAK, **found)
    assert (route.rule, route.reply_with) == ("answered_by_knowledge", "passages")
