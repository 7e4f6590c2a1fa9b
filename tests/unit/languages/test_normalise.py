"""Text without case and accents."""

import pytest

from languages.normalise import normalised, same_length, without_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Škoda Citroën", "Skoda Citroen"),
        ("Straße", "Straße"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁn 3º", "fin 3o"),
        ("x", "x"),
    ],
)
def test_accents_go_and_case_stays(text: str, plain: str) -> None:
    assert without_accents(text) == plain


@pytest.mark.parametrize(("text", "plain"), [("STRASSE", "strasse"), ("Straße", "strasse"), ("ÀÉÎ İ", "aei i")])
def test_normalised_text_has_neither_case_nor_accents(text: str, plain: str) -> None:
    assert normalised(text) == plain


def test_each_character_can_stay_in_its_place() -> None:
    text = "ÀÉÎÕÜßŒœİıŁ ’–\u00a0\u202f🚗 שלום"
    assert len(same_length(text)) == len(text)
    assert same_length("Übermorgen à l’Été") == "ubermorgen a l'ete"
