"""Findings that contradict each other, several requests in one message, and how sure a route is."""

from typing import Any

import pytest

from agents.intent.catalogue import read_catalogue
from agents.routing.rules import WAITING, read_rules
from contracts.findings.intent import IntentFinding, ScoredIntent
from contracts.policy import FALLBACK_QUEUE, MIN_INTENT_CONFIDENCE
from contracts.session import Dialogue
from tests.unit.agents.routing.routed import ANGRY, CALM, GLAD, STRONG, WEAK, decided, mood, urgent_help, wish


@pytest.mark.parametrize(
    ("found", "rule", "why"),
    [
        (
            {"intent": wish("small_talk"), "sentiment": mood(0.7, "joy", "brakes")},
            "danger",
            "people in danger still say hello; a needless warning costs a moment",
        ),
        ({"intent": wish("affirm"), "sentiment": mood(0, "joy", "fire")}, "danger", "a yes may answer a danger"),
        (
            {"intent": wish("speak_to_person", "person"), "sentiment": mood(0, "sadness", "crash")},
            "danger",
            "roadside is a person too, and advice comes first",
        ),
        (
            {"intent": wish("out_of_scope"), "sentiment": mood(0, "sadness", "medical"), "knowledge": STRONG},
            "danger",
            "nothing that concerns a life is out of scope",
        ),
        (
            {"intent": wish("emergency", "emergency"), "sentiment": GLAD},
            "maybe_an_emergency",
            "the label alone takes denials for calls for help: ask",
        ),
        (
            {"intent": wish("emergency", "emergency", 0.2), "sentiment": GLAD},
            "maybe_an_emergency",
            "a guess that nothing supports: ask, and offer it as a choice",
        ),
        (
            {"intent": wish("emergency", "emergency", 0.2), "sentiment": CALM, "knowledge": STRONG},
            "maybe_an_emergency",
            "a page of the handbook is the wrong answer to what may be an emergency",
        ),
        (
            {"intent": wish("emergency", "emergency", 0.2), "knowledge": STRONG},
            "maybe_an_emergency",
            "the words were judged, and are harmless: ask",
        ),
        (
            {"intent": wish("out_of_scope", confidence=0.6), "sentiment": CALM, "knowledge": WEAK},
            "maybe_in_scope",
            "what is truly out of scope is hardly ever in doubt",
        ),
        (
            {"intent": wish("out_of_scope", confidence=0.95), "sentiment": CALM, "knowledge": STRONG},
            "in_scope_after_all",
            "a passage that answers in any case outweighs the label",
        ),
        (
            {"intent": wish("out_of_scope", confidence=0.95), "sentiment": CALM, "knowledge": WEAK},
            "set_phrase",
            "beyond doubt out of scope: a passage that looks a little alike does not help",
        ),
        ({"sentiment": CALM, "knowledge": WEAK}, "answered_by_knowledge", "intent is missing, but a passage answers"),
        ({"sentiment": CALM}, "unsure", "intent is missing and nothing answers: ask"),
        ({"knowledge": STRONG}, "not_understood", "neither wish nor danger is known: a passage may be dangerous"),
        ({"intent": urgent_help(), "sentiment": ANGRY}, "stranded", "anger does not tow a car"),
        ({"intent": wish("cancel"), "sentiment": ANGRY}, "angry_small_talk", "'all right' to a furious 'forget it'"),
        (
            {"intent": wish("small_talk"), "sentiment": ANGRY},
            "angry_small_talk",
            "'thanks a lot, great service!!', said in anger",
        ),
        ({"intent": wish("repeat"), "sentiment": ANGRY}, "set_phrase", "saying it again is what was asked for"),
        ({"intent": wish("small_talk"), "sentiment": GLAD}, "set_phrase", "praise out of the blue is praise"),
        ({"intent": wish("small_talk"), "sentiment": mood(-0.8, "sadness")}, "set_phrase", "sad is not angry"),
        (
            {"intent": wish("complaint", "person"), "sentiment": GLAD},
            "needs_a_person",
            "a complaint in friendly words is a complaint",
        ),
        (
            {"intent": wish("warranty", "knowledge"), "sentiment": ANGRY, "knowledge": WEAK},
            "answered_by_knowledge",
            "once angry with a question that can be answered: the answer helps most",
        ),
        (
            {"intent": wish("speak_to_person", "person", 0.2), "sentiment": CALM, "knowledge": STRONG},
            "answered_by_knowledge",
            "a guess at wanting a person; the reply offers one anyway",
        ),
    ],
)
def test_findings_that_contradict_each_other(found: dict[str, Any], rule: str, why: str) -> None:
    assert decided(**found).rule == rule, why


@pytest.mark.parametrize(
    ("found", "rule", "queue", "reply_with"),
    [
        (wish("billing", "person", more=("roadside_assistance",)), "stranded_among_others", "roadside", "hand_over"),
        (wish("complaint", "person", more=("speak_to_person",)), "asked_for_a_person_among_others", None, "hand_over"),
        (wish("charging", "knowledge", more=("book_service",)), "service_desk_among_others", None, "hand_over"),
        (wish("book_service", "person", more=("charging",)), "needs_a_person", "service_desk", "hand_over"),
        (wish("book_service", "person", more=("billing",)), "needs_a_person", "service_desk", "hand_over"),
        (wish("small_talk", more=("test_drive",)), "sales_among_others", "sales", "hand_over"),
        (wish("small_talk", more=("charging",)), "phrase_and_question", None, "passages"),
        (wish("charging", "knowledge", more=("warranty",)), "answered_by_knowledge", None, "passages"),
    ],
)
def test_of_several_requests_the_urgent_one_leads_and_one_for_a_person_brings_the_answer_along(
    found: IntentFinding, rule: str, queue: str | None, reply_with: str
) -> None:
    route = decided(intent=found, sentiment=CALM, knowledge=STRONG)
    assert (route.rule, route.reply_with) == (rule, reply_with)
    assert queue is None or route.queue == queue


@pytest.mark.parametrize(("found", "rule"), [(WEAK, "set_phrase"), (STRONG, "in_scope_after_all")])
def test_only_a_passage_that_is_sure_answers_what_is_doubtless_out_of_scope(found: Any, rule: str) -> None:
    doubtless = wish("out_of_scope", confidence=0.95)
    assert decided(intent=doubtless, sentiment=CALM, knowledge=found).rule == rule


def test_a_further_request_that_is_a_mere_guess_does_not_count() -> None:
    guess = (ScoredIntent(intent="emergency", confidence=MIN_INTENT_CONFIDENCE - 0.01),)
    found = wish("charging", "knowledge").changed(further_intents=guess)
    assert decided(intent=found, sentiment=CALM, knowledge=STRONG).rule == "answered_by_knowledge"


def test_every_intent_for_a_person_is_known_among_further_requests_with_the_queue_that_owns_it() -> None:
    queue_of = {
        name: FALLBACK_QUEUE if rule.queue == WAITING else rule.queue
        for rule in read_rules()
        for name in rule.when.further_intents
    }
    assert queue_of == {entry.name: entry.owner for entry in read_catalogue().values() if entry.handled_by == "person"}


@pytest.mark.parametrize(
    ("found", "confidence"),
    [
        ({"intent": wish("billing", "person", 0.7), "sentiment": CALM}, 0.7),
        ({"intent": wish("charging", "knowledge", 0.7), "sentiment": CALM, "knowledge": WEAK}, 0.3),
        ({"intent": wish("charging", "knowledge", 0.7), "sentiment": CALM}, 0.7),
        ({"intent": wish("charging", "knowledge", 0.2), "sentiment": CALM}, 0.8),
        ({"intent": wish("charging", "knowledge", 0.9), "sentiment": mood(-0.2, "sadness", "fire")}, 0.6),
        ({"intent": wish("out_of_scope", confidence=0.75), "sentiment": CALM, "knowledge": STRONG}, 0.25),
        ({"intent": wish("cancel", confidence=0.9), "sentiment": ANGRY}, 0.8),
        ({"intent": wish("charging", "knowledge", more=("billing",)), "sentiment": CALM}, 0.7),
        ({}, 1.0),
    ],
)
def test_a_route_is_as_sure_as_the_least_sure_finding_that_decided(found: dict[str, Any], confidence: float) -> None:
    assert decided(**found).confidence == pytest.approx(confidence)


def test_anger_that_is_remembered_while_the_mood_is_missing_is_certain() -> None:
    route = decided(dialogue=Dialogue(angry_turns=2), intent=wish("charging", "knowledge"))
    assert (route.rule, route.confidence) == ("angry", 1.0)


def test_the_runner_up_has_a_confidence_of_its_own() -> None:
    runner_up = decided(intent=wish("billing", "person", 0.7), sentiment=CALM, knowledge=WEAK).runner_up
    assert runner_up is not None
    assert (runner_up.rule, runner_up.confidence) == ("answered_by_knowledge", 0.3)
