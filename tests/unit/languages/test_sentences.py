"""Where sentences end, by who wrote them."""

import pytest

from languages.sentences import CUT, QUOTED, TYPED


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("it smokes. help! now", ["it smokes.", "help!", "now"]),
        ("Wo ist er?\nHallo", ["Wo ist er?", "Hallo"]),
        ("at 9.30 or 10. maybe", ["at 9.30 or 10. maybe"]),
    ],
)
def test_a_typed_message_ends_sentences_where_people_stop(text: str, sentences: list[str]) -> None:
    assert TYPED.split(text) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Use 5.5 l of oil. Then wait.", ["Use 5.5 l of oil.", "Then wait."]),
        ("Open it, e.g. by hand. ¿Y luego?", ["Open it, e.g. by hand.", "¿Y luego?"]),
        ("See page 12. Then stop.", ["See page 12. Then stop."]),
    ],
)
def test_a_quoted_statement_is_not_torn(text: str, sentences: list[str]) -> None:
    assert QUOTED.split(text) == sentences


@pytest.mark.parametrize(
    ("text", "ends"), [("He said “go.” then left.", ["” "]), ("停下。等待。", ["", ""]), ("12. at night", [" "])]
)
def test_a_long_text_may_be_cut_wherever_a_sentence_can_end(text: str, ends: list[str]) -> None:
    assert [match.group() for match in CUT.finditer(text)] == ends
