"""What the customer wants."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.agent import Agent
from agents.intent import classify, load
from agents.intent.catalogue import CATALOGUE, read_catalogue
from agents.intent.classify import FOLLOW_UP, RETRAIN, head_file, with_requests
from agents.intent.policy import ALTERNATIVE_INTENTS, MIN_CLAUSE_CONFIDENCE
from agents.intent.requests import clauses, requests
from agents.policy import MIN_INTENT_CONFIDENCE
from contracts.errors import ConfigurationError
from contracts.findings import IntentFinding, ScoredIntent
from contracts.session import Dialogue
from encoder.head import LinearHead, load_head
from encoder.local import LocalEncoder
from tests.unit.agents.routed import wish
from tests.unit.builders import task


def test_all_33_intents_can_be_recognised(encoder: LocalEncoder) -> None:
    labels = set(load_head(head_file(encoder.name), encoder.name, RETRAIN).labels) - {FOLLOW_UP}
    assert len(labels) == 33
    assert labels == set(read_catalogue())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda rows: rows[0].pop("owner"), "owner"),
        (lambda rows: rows.append(rows[0]), "twice"),
        (lambda rows: rows[0].update(examples=[]), "examples"),
    ],
)
def test_a_catalogue_that_is_wrong_is_refused_and_says_why(tmp_path: Path, change: Any, problem: str) -> None:
    rows = json.loads(CATALOGUE.read_bytes())
    change(rows)
    (tmp_path / "catalogue.json").write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=problem):
        read_catalogue(tmp_path / "catalogue.json")


def test_an_intent_that_the_catalogue_lacks_is_named_at_start(
    encoder: LocalEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = {name: entry for name, entry in read_catalogue().items() if name != "warranty"}
    monkeypatch.setattr(classify, "read_catalogue", lambda: others)
    with pytest.raises(ConfigurationError, match="lacks warranty"):
        load(encoder)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I want to book an oil change for next week", "book_service"),
        ("Ich möchte einen Termin für die Inspektion", "book_service"),
        ("Where is the car I ordered?", "order_status"),
        ("my app does not connect to the car any more", "connected_services"),
        ("Quiero hablar con una persona", "speak_to_person"),
        ("Qu'est-ce que couvre la garantie ?", "warranty"),
        ("I would like to test drive the Tern", "test_drive"),
        ("A yellow light came on in my dashboard, what does it mean?", "warning_light"),
        ("I broke down and need a tow truck", "roadside_assistance"),
        ("We had a crash and my wife is bleeding", "emergency"),
        ("There is a strange charge on my invoice", "billing"),
        ("say that again please", "repeat"),
        ("no thanks", "deny"),
    ],
)
def test_a_clear_sentence_is_understood_with_confidence(intent_agent: Agent, text: str, wanted: str) -> None:
    finding = intent_agent(task(text))
    assert isinstance(finding, IntentFinding)
    assert finding.intent == wanted
    assert finding.confidence > 2 * MIN_INTENT_CONFIDENCE


def test_a_finding_carries_the_catalogue_entry_and_its_runners_up(intent_agent: Agent) -> None:
    finding = intent_agent(task("I broke down and need a tow truck"))
    assert isinstance(finding, IntentFinding)
    assert (finding.owner, finding.handled_by, finding.urgency) == ("roadside", "person", 0.85)
    confidences = [finding.confidence, *(other.confidence for other in finding.alternatives)]
    assert len(finding.alternatives) == ALTERNATIVE_INTENTS
    assert confidences == sorted(confidences, reverse=True)
    assert finding.intent not in {other.intent for other in finding.alternatives}


@pytest.mark.parametrize("text", ["asdf qwer", "🚗🚗🚗", "ยินดีต้อนรับ", "7"])
def test_noise_is_no_request(intent_agent: Agent, text: str) -> None:
    finding = intent_agent(task(text))
    assert isinstance(finding, IntentFinding)
    assert finding.handled_by == "phrase" or finding.confidence < MIN_INTENT_CONFIDENCE


def asked(agent: Agent, text: str, before: str | None = None) -> IntentFinding:
    finding = agent(task(text).changed(dialogue=Dialogue(last_intent=before)))
    assert isinstance(finding, IntentFinding)
    return finding


@pytest.mark.parametrize(
    "text",
    [
        *("and for the other car?", "und beim Heron?", "et pour l'autre voiture ?", "¿y el Tern?"),
        *("at home, 3 Park Lane", "nächsten Freitag gegen elf", "environ 30 000 kilomètres", "el gris, por favor"),
        *("yes, on Friday afternoon", "nein, das andere Auto", "non, plutôt le diesel", "sí, en Toledo"),
    ],
)
@pytest.mark.parametrize("before", ["warranty", "recall_check"])
def test_a_follow_up_means_what_the_turn_before_meant(intent_agent: Agent, text: str, before: str) -> None:
    finding = asked(intent_agent, text, before)
    assert (finding.intent, finding.follow_up) == (before, True)
    assert finding.confidence >= MIN_INTENT_CONFIDENCE


def test_a_follow_up_to_nothing_is_not_understood_with_confidence(intent_agent: Agent) -> None:
    finding = asked(intent_agent, "and for the other car?")
    assert not finding.follow_up
    assert finding.intent != FOLLOW_UP
    assert finding.confidence < 0.8


def test_a_clear_request_is_no_follow_up_whatever_came_before(intent_agent: Agent) -> None:
    finding = asked(intent_agent, "I want to book an oil change for next week", "warranty")
    assert (finding.intent, finding.follow_up) == ("book_service", False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Is my car ready yet? And I would like to book a test drive of the Tern.", {"service_status", "test_drive"}),
        ("Ich möchte einen Termin für die Inspektion und wo finde ich meine Rechnung?", {"book_service", "billing"}),
    ],
)
def test_several_requests_in_one_message_are_all_found(intent_agent: Agent, text: str, wanted: set[str]) -> None:
    finding = asked(intent_agent, text)
    assert {finding.intent, *(other.intent for other in finding.further_intents)} == wanted


def test_a_clear_clause_leads_where_the_whole_message_is_unclear(intent_agent: Agent) -> None:
    text = "can I come next Tuesday at half past nine for an inspection, and what does the loan car cost?"
    finding = asked(intent_agent, text)
    assert (finding.intent, finding.owner, finding.handled_by) == ("book_service", "service_desk", "person")
    assert finding.confidence > MIN_INTENT_CONFIDENCE
    assert [(slot.type, slot.value) for slot in finding.slots if slot.type == "time"] == [("time", "09:30")]


@pytest.mark.parametrize(
    ("text", "wanted"), [("yes", "affirm"), ("nein danke", "deny"), ("merci beaucoup", "small_talk")]
)
def test_an_answer_without_a_detail_is_no_follow_up(intent_agent: Agent, text: str, wanted: str) -> None:
    finding = asked(intent_agent, text, "book_service")
    assert (finding.intent, finding.follow_up) == (wanted, False)


def test_a_danger_gives_way_to_no_clearer_request_beside_it() -> None:
    danger = wish("emergency", "emergency", confidence=0.5)
    beside = ScoredIntent(intent="change_booking", confidence=0.98)
    finding = with_requests(danger, [beside], read_catalogue())
    assert (finding.intent, finding.handled_by, finding.further_intents) == ("emergency", "emergency", (beside,))


@pytest.mark.parametrize(("likeliest", "found"), [("emergency", ["emergency"]), ("billing", [])])
def test_a_clause_that_tells_of_a_danger_need_not_be_as_sure_as_others(
    encoder: LocalEncoder, likeliest: str, found: list[str]
) -> None:
    shares = np.array([MIN_CLAUSE_CONFIDENCE - 0.05, 0.3, 0.25], dtype=np.float32)
    head = LinearHead(encoder.name, (likeliest, "how_to", "sales"), np.zeros((3, 384), np.float32), np.log(shares))
    text = "There is smoke in the car and my son is still inside."
    assert [request.intent for request in requests(text, encoder, head, read_catalogue())] == found


def test_a_greeting_and_thanks_are_no_requests(intent_agent: Agent) -> None:
    finding = asked(intent_agent, "Hello there! I want to book an oil change for next week. Thanks a lot!")
    assert (finding.intent, finding.further_intents) == ("book_service", ())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("is my car ready, and can I pay by card?", ["is my car ready", "can I pay by card?"]),
        ("salt and pepper", ["salt and pepper"]),
        ("Emmène-moi au garage le plus proche", ["Emmène-moi au garage le plus proche"]),
        ("Ölwechsel am Freitag, außerdem einen Leihwagen dazu", ["Ölwechsel am Freitag", "einen Leihwagen dazu"]),
        ("how do I fold the seats + where is my car", ["how do I fold the seats", "where is my car"]),
        ("Termin am Freitag und danach der Leihwagen bitte", ["Termin am Freitag", "danach der Leihwagen bitte"]),
    ],
)
def test_a_sentence_is_cut_where_both_sides_can_be_a_request(sentence: str, expected: list[str]) -> None:
    assert clauses(sentence) == expected
