"""Personal data out before a model, and back after."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from guards.masked import Placeholders, mask_for_model

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
