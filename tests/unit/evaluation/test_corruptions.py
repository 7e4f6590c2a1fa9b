"""Sentences are made false in one place, and only where the passage does not make them true again."""

import random

import pytest

from evaluation.corruptions import CORRUPTIONS, Kind
from evaluation.grounding import demo_sources, rows, summary

CHANCE = random.Random(1)  # noqa: S311 - sentences, no secrets


@pytest.mark.parametrize(
    ("kind", "sentence", "language", "expected"),
    [
        ("unit", "It needs 2.6 bar.", "en", "It needs 2.6 psi."),
        ("unit", "Es dauert 20 Minuten.", "de", "Es dauert 20 Stunden."),
        ("negation removed", "Do not drive on.", "en", "Do drive on."),
        ("negation removed", "Fahren Sie nicht weiter.", "de", "Fahren Sie weiter."),
        ("negation removed", "Vous ne roulez pas.", "fr", "Vous roulez."),
        ("negation added", "The belt is on.", "en", "The belt is not on."),
        ("number word", "It is so.", "en", None),
        ("model", "The car is fine.", "en", None),
    ],
)
def test_one_thing_is_changed(kind: Kind, sentence: str, language: str, expected: str | None) -> None:
    assert CORRUPTIONS[kind](sentence, language, sentence, CHANCE) == expected


def test_a_number_never_becomes_one_that_the_passage_holds() -> None:
    passage = "It is 1, 2, 3, 4, 5, 6, 7, 8 and 9 km."
    for _ in range(50):
        assert CORRUPTIONS["number"]("It is 5 km.", "en", passage, CHANCE) in (None, "It is 0 km.")


def test_the_demos_pages_are_checked_sentence_by_sentence() -> None:
    pages = {"charging/charging-times.md", "dealer/loan-car.md"}
    sources = [one for one in demo_sources() if one.page in pages]
    found = list(rows("demo", sources, 0, ("Kite", "Tern", "Heron")))
    true = [row.verdict.outcome for row in found if row.kind == "true"]
    assert len(true) > 20
    assert set(true) == {"kept"}
    assert "| demo | en | number |" in summary(found)
