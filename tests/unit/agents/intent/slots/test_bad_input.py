"""Whatever arrives, the answer comes, and soon."""

import time
from datetime import date

import pytest

from agents.intent.slots import find_slots
from contracts.policy import MAX_TEXT_CHARS
from tests.unit.agents.intent.slots.cases import TODAY, named, values

LIMIT_SECONDS = 2.0
"""Far above what is needed (0.1 s), so that a busy machine does not matter; a pattern gone wild takes minutes."""

BAD = {
    "nothing": "",
    "blanks": " \t\n" * 3000,
    "digits": "9" * 8000,
    "spaced digits": "1 2 3 4 " * 1000,
    "emoji": "😀🚗" * 4000,
    "right to left": "\u202eשלום 12/5 مرحبا ١٢ " * 400,
    "nulls": "\x00" * 8000,
    "dotted capitals": "İ" * 8000,
    "powers and fractions": "²½٣Ⅷ" * 2000,
    "prepositions": "in " * 2700,
    "slashes": "1/2/" * 2000,
    "full stops": "1." * 4000,
    "phones": "0170 1234567 " * 600,
    "cues": "call plate vin reference order " * 260,
    "lights": "oil the the the the the light " * 270,
    "number words": "zero one two " * 600,
    "dates": "am 3.4. um 9 Uhr in Kassel " * 300,
    "hundreds": "hundert" * 1100,
}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "ar"])
@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_takes_little_time_and_raises_nothing(text: str, language: str) -> None:
    find_slots("3 May, 0170 1234567", language, TODAY)  # what is read once is not what is measured
    start = time.process_time()
    slots = find_slots(text, language, TODAY)
    assert time.process_time() - start < LIMIT_SECONDS
    assert all(text[slot.start : slot.end] == slot.text for slot in slots)


def test_only_the_longest_accepted_message_is_read() -> None:
    assert named("x " * (MAX_TEXT_CHARS // 2) + "tomorrow") == []


def test_what_has_the_same_form_everywhere_is_found_in_a_language_without_rules() -> None:
    found = {kind: value for kind, _, value in named("24/11/2026, 15:30, AB-123-CD, +39 06 12345678", "it")}
    assert found == {"date": "2026-11-24", "time": "15:30", "plate": "AB123CD", "phone": "+390612345678"}


def test_the_first_and_last_day_of_the_calendar_are_no_error() -> None:
    for today in (date.min, date.max):
        for text in (
            "yesterday, tomorrow, next Friday, last Friday",
            "3 months ago, in 3 months, 14 March, this weekend",
        ):
            values("date", text, today=today)
