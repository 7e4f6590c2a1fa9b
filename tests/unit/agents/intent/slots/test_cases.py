"""Every development sentence, and what they have to cover."""

from collections import Counter

import pytest

from agents.intent.slots import find_slots
from tests.unit.agents.intent.slots.cases import TODAY, Case, named, read_cases

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.language}: {case.text[:40]}")
def test_finds_what_the_sentence_names_and_nothing_else(case: Case) -> None:
    assert sorted(named(case.text, case.language)) == sorted(case.slots)


def test_every_language_has_its_share_of_sentences_and_every_type_is_among_them() -> None:
    assert min(Counter(case.language for case in CASES).values()) >= 40
    assert {kind for case in CASES for kind, _, _ in case.slots} == {
        "date",
        "time",
        "vin",
        "plate",
        "mileage",
        "place",
        "warning_light",
        "booking_number",
        "phone",
    }


def test_slots_come_in_order_and_apart_with_the_text_they_stand_for() -> None:
    for case in CASES:
        slots = find_slots(case.text, case.language, TODAY)
        edges = [edge for slot in slots for edge in (slot.start, slot.end)]
        assert edges == sorted(edges)
        assert all(case.text[slot.start : slot.end] == slot.text for slot in slots)
