"""What the customer wants."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.agent import Agent
from agents.intent.catalogue import read_catalogue, write_catalogue
from agents.intent.classify import HEAD, RETRAIN
from contracts.findings import IntentFinding
from contracts.policy import ALTERNATIVE_INTENTS, MIN_INTENT_CONFIDENCE
from encoder.head import load_head
from encoder.local import LocalEncoder
from tests.unit.builders import task


@pytest.fixture(scope="module")
def written() -> list[dict[str, Any]]:
    text = HEAD.with_name("intents.yaml").read_text(encoding="utf-8")
    intents: list[dict[str, Any]] = yaml.safe_load(text)["intents"]
    return intents


def test_the_catalogue_is_the_file_of_intents_without_its_examples(written: list[dict[str, Any]]) -> None:
    without = [{field: value for field, value in entry.items() if field != "examples"} for entry in written]
    assert [entry.model_dump() for entry in read_catalogue().values()] == without


def test_all_33_intents_can_be_recognised(written: list[dict[str, Any]], encoder: LocalEncoder) -> None:
    labels = load_head(HEAD, encoder.name, RETRAIN).labels
    assert len(labels) == 33
    assert set(labels) == {entry["name"] for entry in written}


def test_every_intent_has_examples_in_four_languages(written: list[dict[str, Any]]) -> None:
    for entry in written:
        assert {"en", "de", "fr", "es"} <= set(entry["examples"]), entry["name"]


def test_a_written_catalogue_reads_back(tmp_path: Path) -> None:
    intents = tuple(read_catalogue().values())
    write_catalogue(intents, tmp_path / "catalogue.json")
    assert tuple(read_catalogue(tmp_path / "catalogue.json").values()) == intents


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


def test_noise_is_not_understood_with_confidence(intent_agent: Agent) -> None:
    finding = intent_agent(task("asdf qwer"))
    assert isinstance(finding, IntentFinding)
    assert finding.confidence < MIN_INTENT_CONFIDENCE
