"""Finding passages."""

import numpy as np
import pytest

from agents.knowledge import load
from contracts.findings import KnowledgeFinding
from contracts.policy import PASSAGES_PER_TURN
from encoder.local import LocalEncoder
from knowledge.index import Index
from knowledge.library import FixedLibrary
from knowledge.search import search
from tests.unit.builders import task


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("What does the red brake light mean?", "warning-lights/brake-system.md"),
        ("a crimson lamp for the brakes is lit on my dashboard", "warning-lights/brake-system.md"),
        ("how do I reset my password", "connected/app-account-and-pairing.md"),
        ("I cannot sign in to the app any more, what was my password", "connected/app-account-and-pairing.md"),
        ("how many hours until the Kite is full from a wallbox", "charging/charging-times.md"),
        (
            "does the guarantee pay when my high-voltage battery has lost range",
            "warranty/high-voltage-battery-warranty.md",
        ),
        ("do I get a loan car during the repair", "dealer/loan-car.md"),
        ("Wie lange lädt der Kite an der Wallbox?", "charging/charging-times.md"),
        ("Was bedeutet die rote Bremsleuchte?", "warning-lights/brake-system.md"),
        ("Ich habe mein Passwort für die App vergessen", "connected/app-account-and-pairing.md"),
    ],
)
def test_the_right_page_is_found_also_in_other_words_and_in_german(
    index: Index, encoder: LocalEncoder, question: str, source: str
) -> None:
    found = search(index, question, encoder.questions([question])[0])
    assert found
    assert found[0].source == source


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Australia?",
        "tell me a joke about elephants",
        "how do you say good morning in japanese",
        "what's my horoscope for today",
    ],
)
def test_nothing_is_found_for_an_unrelated_question(index: Index, encoder: LocalEncoder, question: str) -> None:
    assert search(index, question, encoder.questions([question])[0]) == ()


def test_passages_come_best_first_and_no_more_than_asked_for(index: Index, encoder: LocalEncoder) -> None:
    question = "What does the red brake light mean?"
    vector = encoder.questions([question])[0]
    found = search(index, question, vector)
    assert len(found) == PASSAGES_PER_TURN
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert search(index, question, vector, most=2) == found[:2]


def test_a_passage_can_be_cited(index: Index, encoder: LocalEncoder) -> None:
    question = "What does the red brake light mean?"
    best = search(index, question, encoder.questions([question])[0])[0]
    original = next(p for p in index.passages if p.id == best.id)
    assert (best.title, best.section, best.text) == (original.title, original.section, original.text)
    assert best.section == question
    assert 0.8 < best.similarity <= 1.0


def test_of_passages_that_mean_the_same_the_one_that_shares_the_words_comes_first(
    index: Index, encoder: LocalEncoder
) -> None:
    vector = encoder.questions(["anything"])[0]
    alike = Index(index.manifest, index.passages, np.tile(vector, (len(index.passages), 1)), index.lexical)
    assert search(alike, "invite guests", vector)[0].section == "Can my family use the app too?"
    assert search(alike, "DOT 4 fluid", vector)[0].section == "Can I top up the brake fluid myself?"


def test_the_agent_names_the_index_it_searched(index: Index, encoder: LocalEncoder) -> None:
    finding = load(encoder, FixedLibrary(index))(task("What does the red brake light mean?"))
    assert isinstance(finding, KnowledgeFinding)
    assert finding.index_version == index.manifest.version
    assert finding.passages[0].source == "warning-lights/brake-system.md"
