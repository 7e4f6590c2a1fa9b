"""Masking and restoring."""

import pytest

from contracts.errors import InvalidInput
from privacy import PiiType, Span, mask, restore


def spans(text: str, *values: tuple[str, PiiType]) -> list[Span]:
    found, at = [], 0
    for value, kind in values:
        at = text.index(value, at)
        found.append(Span(start=at, end=at + len(value), type=kind))
        at += len(value)
    return found


def test_tokens_are_numbered_by_type_and_the_same_value_keeps_its_number() -> None:
    text = "Anna called Ben at 0171; Ben called Anna"
    person, phone = PiiType.PERSON, PiiType.PHONE
    masked = mask(
        text, spans(text, ("Anna", person), ("Ben", person), ("0171", phone), ("Ben", person), ("Anna", person))
    )
    assert masked.text == "<person-1> called <person-2> at <phone-1>; <person-2> called <person-1>"
    assert masked.values == {"<person-1>": "Anna", "<person-2>": "Ben", "<phone-1>": "0171"}


def test_restoring_gives_the_text_back() -> None:
    text = "Grüße, Anna 👋\nAnna"
    masked = mask(text, spans(text, ("Anna", PiiType.PERSON), ("Anna", PiiType.PERSON)))
    assert "Anna" not in masked.text
    assert restore(masked.text, masked.values) == text


def test_tokens_that_the_text_holds_already_stay_what_they_are() -> None:
    text = "<person-1> wrote to Anna about <person-3>"
    masked = mask(text, spans(text, ("Anna", PiiType.PERSON)))
    assert masked.text == "<person-1> wrote to <person-2> about <person-3>"
    assert restore(masked.text, masked.values) == text


def test_a_value_that_looks_like_a_token_is_not_restored_twice() -> None:
    text = "<phone-1> Anna"
    masked = mask(text, [Span(start=0, end=9, type=PiiType.PERSON), Span(start=10, end=14, type=PiiType.PHONE)])
    assert masked.values == {"<person-1>": "<phone-1>", "<phone-2>": "Anna"}
    assert restore(masked.text, masked.values) == text


def test_without_spans_nothing_changes() -> None:
    assert mask("hello", []).text == "hello"
    assert mask("", []).values == {}


@pytest.mark.parametrize("edges", [[(0, 3), (2, 5)], [(4, 6), (0, 2)], [(0, 99)], [(2, 2)], [(-1, 2)]])
def test_spans_that_do_not_fit_the_text_are_refused(edges: list[tuple[int, int]]) -> None:
    with pytest.raises(InvalidInput, match="overlap"):
        mask("some text", [Span(start=start, end=end, type=PiiType.PERSON) for start, end in edges])
