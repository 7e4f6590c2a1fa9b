"""Names that nobody named."""

import pytest

from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.names import unknown_capitals, unknown_names

ROWS = "– Kite – Normal load: 2.6 bar; Full load: 2.7 bar\n– Tern – Normal load: 2.4 bar\nThe cap takes 5 minutes."
KNOWN = Evidence(passages={1: Text(text=ROWS, language="en")}, names=("Kite", "Tern", "Heron"))


def said(text: str, language: str = "en") -> Text:
    return Text(text=text, language=language)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("A Heron takes that.", "en", "Heron"),
        ("Take the Toyota.", "en", "toyota"),
        ("Nehmen Sie den Passat.", "de", "passat"),
        ("It is the fault P0420.", "en", "P0420"),
        ("Take a CR2032.", "en", "CR2032"),
        ("Prenez un e-208.", "fr", "e-208"),
    ],
)
def test_a_model_or_code_that_nobody_named_is_unknown(text: str, language: str, name: str) -> None:
    assert unknown_names(said(text, language), KNOWN) == [name]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In den 1980er Jahren 25-mal.", "de"),
        ("Eine 12-V-Batterie und 2,6 bar.", "de"),
        ("Take a seat belt and a mini spare.", "en"),
        ("It was in the 1930s.", "en"),
        ("1er étage, 2e rue", "fr"),
        ("Die Kites und Tern.", "de"),
        ("The Kite's cap and Kites’ caps.", "en"),
    ],
)
def test_words_made_of_a_number_and_words_that_makes_share_are_no_names(text: str, language: str) -> None:
    assert unknown_names(said(text, language), KNOWN) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("It was seen by Kowalczyk.", "en", "name"),
        ("Lo vio Kowalczyk ayer.", "es", "name"),
        ("Press the Red Button.", "en", "doubtful_name"),
        ("It needs an XQZ module.", "en", "name"),
        ("Please wait. Then Go.", "en", "doubtful_name"),
        ("The normal load is fine.", "en", None),
        ("The Normal Load is fine.", "en", None),
        ("It has GPS and Bluetooth.", "en", None),
        ("Der Reifen hat eine Kappe.", "de", None),
        ("¿Qué hace?", "es", None),
    ],
)
def test_a_capital_inside_a_sentence_makes_a_name(text: str, language: str, expected: str | None) -> None:
    assert unknown_capitals(said(text, language), KNOWN) == expected
