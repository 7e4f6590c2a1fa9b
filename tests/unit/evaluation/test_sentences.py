"""Sentences and what their findings should hold."""

import pytest

from evaluation.sentences import wrong
from evaluation.sets import lines
from tests.unit.builders import intent, sentiment


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"expected": {"intent": "warning_light", "follow_up": False}}, []),
        ({"expected": {"intent": "billing"}}, ["intent warning_light"]),
        ({"expected": {"intents": ["warning_light"], "understood": True}}, []),
        ({"expected": {}, "least": {"confidence": 0.95}}, ["confidence 0.90"]),
        ({"expected": {}, "most": {"confidence": 0.5}}, ["confidence 0.90"]),
    ],
)
def test_what_is_not_as_expected_is_named(line: dict[str, object], expected: list[str]) -> None:
    assert list(wrong(intent(), line)) == expected


def test_a_guess_or_a_phrase_is_no_request() -> None:
    no_request = {"expected": {"understood": False}}
    assert not [*wrong(intent(confidence=0.2), no_request), *wrong(intent(handled_by="phrase"), no_request)]


def test_every_line_asks_for_fields_that_its_finding_has() -> None:
    findings = {"intent": intent(), "sentiment": sentiment()}
    for line in lines("sentences.jsonl"):
        list(wrong(findings[line["agent"]], line))
