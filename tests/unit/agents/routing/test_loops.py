"""A conversation that goes in circles, and one that waits for a person."""

from typing import Any

import pytest

from agents.routing.policy import STALLED_TURNS
from contracts.findings.intent import IntentFinding
from contracts.session import Dialogue
from tests.unit.agents.routing.routed import ANGRY, CALM, GLAD, WEAK, decided, mood, wish
from tests.unit.builders import knowledge, passage

ANSWERED = Dialogue(turns=1, last_reply_with="passages", last_passage="page-1#1")
ASKED = Dialogue(turns=1, last_reply_with="clarify", stalled_turns=1)
STALLED = Dialogue(turns=2, last_reply_with="phrase", stalled_turns=STALLED_TURNS - 1)
QUESTION = wish("charging", "knowledge")
GUESS = wish("charging", "knowledge", 0.2)
LONG = knowledge(passage(text="A long way to say it. " * 40))


@pytest.mark.parametrize(
    ("dialogue", "text", "found", "rule"),
    [
        (ASKED, "the thing", {"intent": GUESS}, "still_unsure"),
        (ASKED, "how do I charge", {"intent": GUESS, "knowledge": WEAK}, "answered_by_knowledge"),
        (ASKED, "none of these", {"intent": wish("deny")}, "denied"),
        (ASKED, "help", {"intent": wish("emergency", "emergency", 0.2)}, "still_maybe_an_emergency"),
        (ANSWERED, "no, that's not what I meant", {"intent": wish("deny")}, "denied"),
        (ANSWERED, "no thanks, that's all", {"intent": wish("deny")}, "courtesy"),
        (ANSWERED, "nein danke", {"intent": wish("deny")}, "courtesy"),
        (ANSWERED, "no thanks, not for my car", {"intent": wish("deny")}, "set_phrase"),
        (Dialogue(turns=1, last_reply_with="phrase"), "no", {"intent": wish("deny")}, "set_phrase"),
        (ANSWERED, "so how do I charge", {"intent": QUESTION, "knowledge": WEAK}, "answered_by_knowledge"),
        (
            ANSWERED.changed(stalled_turns=1),
            "how do I charge",
            {"intent": QUESTION, "knowledge": WEAK},
            "same_answer",
        ),
        (ANSWERED, "and fast?", {"intent": QUESTION, "knowledge": knowledge(passage(2))}, "answered_by_knowledge"),
        (ANSWERED, "say that again", {"intent": wish("repeat"), "knowledge": WEAK}, "set_phrase"),
        (ANSWERED, "and at home?", {"intent": QUESTION, "knowledge": LONG}, "answered_by_knowledge"),
        (
            ANSWERED.changed(stalled_turns=STALLED_TURNS - 1),
            "and at home?",
            {"intent": QUESTION, "knowledge": LONG},
            "stalled_answer",
        ),
        (STALLED, "nope", {"intent": wish("deny")}, "stalled_deny"),
        (STALLED, "what about the kettle", {"intent": wish("out_of_scope", confidence=0.6)}, "stalled_out_of_scope"),
        (STALLED, "a poem about cheese", {"intent": wish("out_of_scope", confidence=0.95)}, "set_phrase"),
        (STALLED, "hm", {"intent": GUESS}, "stalled_unsure"),
        (STALLED, "say that again", {"intent": wish("repeat")}, "set_phrase"),
        (STALLED, "how do I charge", {"intent": QUESTION, "knowledge": WEAK}, "answered_by_knowledge"),
        (
            Dialogue(angry_turns=1, last_reply_with="clarify"),
            "great service!!",
            {"intent": wish("small_talk"), "sentiment": GLAD},
            "praise_after_anger",
        ),
        (
            Dialogue(angry_turns=1, last_reply_with="passages"),
            "great!",
            {"intent": wish("small_talk"), "sentiment": GLAD},
            "set_phrase",
        ),
    ],
)
def test_a_conversation_that_goes_in_circles_goes_to_a_person(
    dialogue: Dialogue, text: str, found: dict[str, Any], rule: str
) -> None:
    route = decided(text, dialogue, **{"sentiment": CALM} | found)
    assert route.rule == rule
    assert (route.kind == "queue") == (rule not in ("set_phrase", "courtesy", "answered_by_knowledge"))


IN_LINE = Dialogue(turns=1, holder="queue", queue="finance_desk", priority=4, last_reply_with="hand_over")


@pytest.mark.parametrize(
    ("text", "found", "rule", "priority"),
    [
        ("can I talk to a human", wish("speak_to_person", "person"), "asked_for_a_person", 3),
        ("near junction 12, a grey Tern", wish("affirm"), "waiting_phrase", 4),
        ("how long will it be", wish("out_of_scope", confidence=0.6), "waiting_phrase", 4),
        ("the thing", GUESS, "waiting_unsure", 4),
    ],
)
def test_what_a_waiting_customer_adds_goes_to_the_colleague_they_wait_for(
    text: str, found: IntentFinding, rule: str, priority: int
) -> None:
    route = decided(text, IN_LINE, intent=found, sentiment=CALM)
    assert (route.rule, route.queue, route.priority, route.reply_with) == (rule, "finance_desk", priority, "hand_over")


def test_a_waiting_customer_who_grows_angry_is_served_sooner_in_the_same_queue() -> None:
    route = decided(dialogue=IN_LINE.changed(angry_turns=1), intent=QUESTION, sentiment=ANGRY)
    assert (route.rule, route.queue, route.priority) == ("angry", "finance_desk", 2)


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("thanks", "small_talk", "waiting_courtesy"),
        ("no thanks", "deny", "waiting_courtesy"),
        ("again?", "repeat", "set_phrase"),
    ],
)
def test_a_waiting_customer_who_thanks_or_missed_something_gets_a_phrase(text: str, name: str, rule: str) -> None:
    assert decided(text, IN_LINE, intent=wish(name), sentiment=CALM).rule == rule


def test_a_waiting_customer_still_gets_answers_and_an_emergency_moves_them() -> None:
    assert decided(dialogue=IN_LINE, intent=QUESTION, sentiment=CALM, knowledge=WEAK).rule == "answered_by_knowledge"
    fire = decided(dialogue=IN_LINE, intent=QUESTION, sentiment=mood(0, "sadness", "fire"))
    assert (fire.queue, fire.priority) == ("roadside", 1)
