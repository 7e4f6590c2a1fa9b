"""Placeholders of canned replies."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.canned import PLACEHOLDERS
from contracts.packet import Fact
from conversations.canned.fill import fill, gaps_in, values_of


def fact(name: str, text: str, source: Literal["customer", "record", "page"] = "record") -> Fact:
    return Fact(name=name, text=text, source=source)


def test_what_is_known_is_filled_in_and_what_is_not_is_marked_and_named() -> None:
    filled = fill("Hello {first_name}, your {model} ({model}) on {plate}", {"first_name": "Alex", "plate": " "})
    assert filled.text == "Hello Alex, your ⟦model⟧ (⟦model⟧) on ⟦plate⟧"
    assert filled.gaps == ("model", "plate")
    assert gaps_in(filled.text) == ("model", "model", "plate")


@pytest.mark.parametrize("text", ["{first_name.__class__}", "{0}", "{}", "{first name}", "{FIRST_NAME}", "{!r}"])
def test_a_placeholder_that_nobody_knows_is_marked(text: str) -> None:
    assert fill(text, {"first_name": "Alex"}).text == f"⟦{text[1:-1]}⟧"


def test_what_is_filled_in_stays_as_it_is() -> None:
    values = {"first_name": "{model}", "model": "<b>Kite</b>"}
    assert fill("{first_name} {model} <script>", values).text == "{model} <b>Kite</b> <script>"


def test_a_text_without_gaps_has_none() -> None:
    assert gaps_in("Hello [first_name] {first_name}") == ()
    assert fill("Hello.", {}).gaps == ()


@given(st.text(), st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), st.text(alphabet="ab <>"), max_size=3))
def test_no_placeholder_is_ever_left_as_it_was_written(text: str, values: dict[str, str]) -> None:
    written = text + "".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
    filled = fill(written, values)
    assert not any(f"{{{name}}}" in filled.text for name in PLACEHOLDERS if f"{{{name}}}" not in text)
    assert set(filled.gaps) <= set(gaps_in(filled.text))


def test_what_is_recorded_stands_before_what_was_said_and_pages_fill_nothing() -> None:
    facts = (
        fact("plate", "DM24 XXX", "customer"),
        fact("plate", "DM24 KTE"),
        fact("model", "Kite", "page"),
        fact("mileage", "41,300 km", "customer"),
    )
    assert values_of(facts, "Nadia") == {"my_name": "Nadia", "plate": "DM24 KTE", "mileage": "41,300 km"}


def test_what_is_known_in_two_ways_is_left_to_the_person() -> None:
    facts = (fact("plate", "DM24 KTE", "customer"), fact("plate", "B-VD 342E", "customer"))
    assert values_of(facts, "Nadia") == {"my_name": "Nadia"}
