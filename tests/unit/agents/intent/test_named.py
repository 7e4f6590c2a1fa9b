"""What a model says that a message names counts only as far as it stands there."""

from typing import Any

import pytest

from agents.intent.named import NamedInMessage, with_named
from contracts.findings.intent import Slot

TEXT = (
    "Call 0151 2345678 on Tuesday at 9, plate hh ab 123, in Bad Tölz at 80.000 km, VIN wvwzzz1jz3w386752, no. ab 12345."
)


def named(kind: str, text: str, value: str = "") -> tuple[Slot, ...]:
    return with_named(TEXT, (), [NamedInMessage.model_validate({"type": kind, "text": text, "value": value})])


@pytest.mark.parametrize(
    ("kind", "text", "value", "kept"),
    [
        ("date", "Tuesday", "2026-11-24", "2026-11-24"),
        ("time", "at 9", "09:00", "09:00"),
        ("phone", "0151 2345678", "+491512345678", "+491512345678"),
        ("mileage", "80.000 km", "80000", "80000"),
        ("plate", "hh ab 123", "HHAB123", "HHAB123"),
        ("vin", "wvwzzz1jz3w386752", "WVWZZZ1JZ3W386752", "WVWZZZ1JZ3W386752"),
        ("booking_number", "ab 12345", "AB12345", "AB12345"),
        ("place", "Bad Tölz", "Bad Tölz", "Bad Tölz"),
    ],
)
def test_what_stands_in_the_message_in_form_is_a_slot_where_it_stands(
    kind: str, text: str, value: str, kept: str
) -> None:
    [slot] = named(kind, text, value)
    assert (slot.type, slot.value) == (kind, kept)
    assert TEXT[slot.start : slot.end] == slot.text == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "Wednesday", "2026-11-25"),
        ("date", "tuesday", "2026-11-24"),
        ("date", "Tuesday", "24.11.2026"),
        ("date", "Tuesday", "2026-02-31"),
        ("date", "Tuesday", ""),
        ("time", "at 9", "9"),
        ("time", "at 9", "25:00"),
        ("phone", "0151 2345678", "0151 2345678"),
        ("phone", "0151 2345678", "+4917666666666"),
        ("phone", "Tuesday", "+491512345678"),
        ("mileage", "80.000 km", "90000"),
        ("mileage", "80.000 km", "80 000"),
        ("vin", "hh ab 123", "WVWZZZ1JZ3W386752"),
        ("place", " ", "Hamburg"),
    ],
)
def test_what_does_not_stand_there_or_has_no_form_is_no_slot(kind: str, text: str, value: str) -> None:
    assert named(kind, text, value) == ()


@pytest.mark.parametrize("kind", ["plate", "place", "booking_number"])
def test_a_model_cannot_put_another_name_in_the_place_of_what_was_said(kind: str) -> None:
    [slot] = named(kind, "hh ab 123", "B XY 999")
    assert slot.value.replace(" ", "").upper() == "HHAB123"


def test_what_a_rule_has_found_no_model_finds_again() -> None:
    rule = Slot(type="date", text="Tuesday", value="2026-12-01", start=21, end=28)
    wrong: list[dict[str, Any]] = [
        {"type": "date", "text": "on Tuesday at 9", "value": "2026-12-08"},
        {"type": "time", "text": "at 9", "value": "09:00"},
    ]
    found = with_named(TEXT, (rule,), [NamedInMessage.model_validate(one) for one in wrong])
    assert [slot.value for slot in found] == ["2026-12-01", "09:00"]


def test_slots_stand_in_the_order_of_the_message() -> None:
    later_first = [
        NamedInMessage(type="place", text="Bad Tölz", value="Bad Tölz"),
        NamedInMessage(type="time", text="at 9", value="09:00"),
    ]
    assert [slot.type for slot in with_named(TEXT, (), later_first)] == ["time", "place"]
