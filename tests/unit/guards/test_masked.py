"""Personal data out before a model, and back after."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from contracts.base import Strict
from guards.masked import mask_for_model
from guards.placeholders import Placeholders
from privacy.spans import PiiType

VALUES = {"[PERSON_1]": "Anna Weber", "[PERSON_12]": "[PERSON_1]", "[PLATE_1]": "B-AB 123"}
PIECES = st.lists(
    st.sampled_from([*VALUES, "[PERSON_9]", "[PER", "SON_", "1]", "[", "]", "[[", "x", " ", "Ä"]) | st.text()
)


def cut(text: str, places: list[int]) -> Iterator[str]:
    ends = sorted({place % (len(text) + 1) for place in places})
    return (text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True))


@given(PIECES, st.lists(st.integers(min_value=0)))
def test_it_does_not_matter_how_a_stream_is_cut(words: list[str], places: list[int]) -> None:
    text, placeholders = "".join(words), Placeholders(values=VALUES)
    assert "".join(placeholders.put_back(cut(text, places))) == "".join(placeholders.put_back([text]))


@given(st.text(alphabet="[]PERSON_1x ").filter(lambda text: not any(token in text for token in VALUES)))
def test_a_text_without_placeholders_stays_as_it_is(text: str) -> None:
    assert "".join(Placeholders(values=VALUES).put_back(text)) == text


def test_what_a_model_invents_stays_as_text_and_what_is_put_back_is_not_looked_at_again() -> None:
    put_back = Placeholders(values=VALUES).put_back
    assert "".join(put_back(["[PERSON_9] and [PERSON_12]"])) == "[PERSON_9] and [PERSON_1]"


def test_only_what_may_become_a_placeholder_is_held_back() -> None:
    pieces = list(Placeholders(values=VALUES).put_back(["Hello [", "PERSON", "_1], a [list", "] of [P"]))
    assert pieces == ["Hello ", "Anna Weber, a [list", "] of ", "[P"]


def test_a_value_has_the_same_placeholder_in_all_texts() -> None:
    texts = ["I'm Anna Weber, anna@example.com", "Anna Weber called, write to anna@example.com or bob@example.com"]
    masked, placeholders = mask_for_model(texts)
    assert masked == [
        "I'm [PERSON_1], [EMAIL_1]",
        "[PERSON_1] called, write to [EMAIL_1] or [EMAIL_2]",
    ]
    assert ["".join(placeholders.put_back([text])) for text in masked] == texts


def test_a_placeholder_that_a_customer_typed_stands_for_itself() -> None:
    texts = ["[EMAIL_1] is what I typed, my mail is anna@example.com"]
    masked, placeholders = mask_for_model(texts)
    assert masked == ["[EMAIL_1] is what I typed, my mail is [EMAIL_2]"]
    assert "".join(placeholders.put_back(masked)) == texts[0]


def test_texts_without_personal_data_are_unchanged() -> None:
    texts = ["How long does charging take?", ""]
    assert mask_for_model(texts) == (texts, Placeholders(values={}))


def test_what_is_found_in_one_text_or_known_is_masked_in_all() -> None:
    texts = ["I'm Anna Weber", "anna weber? Anna Weber!", "Ciao Giulia, la spia ABS [PERSON_1]"]
    known = [(PiiType.PERSON, "Giulia"), (PiiType.PLATE, "AB"), (PiiType.PERSON, "PERSON_1")]
    masked, placeholders = mask_for_model(texts, known=known)
    assert masked[0] == "I'm [PERSON_2]"
    assert masked[1].endswith("[PERSON_2]!")
    assert masked[2] == "Ciao [PERSON_4], la spia ABS [PERSON_1]"
    assert ["".join(placeholders.put_back([text])) for text in masked] == texts


class _Told(Strict):
    name: str = Field(max_length=25)
    inner: "_Told | None" = None
    several: tuple["_Told", ...] = ()
    number: int = 3


def test_values_are_put_back_wherever_a_shape_holds_text() -> None:
    long = Placeholders(values={"[PERSON_1]": 'Anna "Ännchen"\\Weber'})
    leaf = _Told(name="[PERSON_1]!")
    told = long.put_back_in(_Told(name="[PERSON_9]", inner=leaf, several=(leaf,)))
    assert told.inner is not None
    assert [told.name, told.inner.name, told.several[0].name, told.number] == [
        "[PERSON_9]",
        'Anna "Ännchen"\\Weber!',
        'Anna "Ännchen"\\Weber!',
        3,
    ]
    with pytest.raises(ValidationError, match="25"):
        long.put_back_in(_Told(name="[PERSON_1][PERSON_1]"))
    assert json.loads(long.put_back_json('{"a": "[PERSON_1]"}')) == {"a": 'Anna "Ännchen"\\Weber'}
