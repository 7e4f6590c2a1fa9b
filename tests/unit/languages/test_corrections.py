"""Messages that put right how the one before was read."""

import pytest

from languages.corrections import meant_instead


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no, I meant with the seats folded", "with the seats folded"),
        ("sorry i mean the tern", "the tern"),
        ("Oh no, we were talking about the parts desk", "the parts desk"),
        ("no, it's about the app", "the app"),
        ("Nein, ich meinte mit umgeklappten Sitzen", "mit umgeklappten Sitzen"),
        ("nee ich hab den Verkauf gemeint", "den Verkauf"),
        ("nein, es geht um die Rückbank", "die Rückbank"),
        ("Non, je voulais dire la vente", "la vente"),
        ("Pardon, je parlais du coffre", "du coffre"),
        ("Désolé, il s’agit de l’appli", "de l’appli"),
        ("no, me refería al maletero", "al maletero"),
        ("perdón, quería decir ventas", "ventas"),
        ("no, intendevo il bagagliaio", "il bagagliaio"),
        ("scusi, mi riferivo alla Heron", "alla Heron"),
    ],
)
def test_what_was_meant_is_told_in_the_customers_own_words(text: str, meant: str) -> None:
    assert meant_instead(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "it's about the app",
        "I mean, this is ridiculous",
        "that is not what I meant",
        "I meant to book a service",
        "es geht um meine Rechnung",
        "il s'agit de ma facture",
        "no quiero esto",
        "what does that mean",
    ],
)
def test_what_corrects_nothing_is_left_as_it_is(text: str) -> None:
    assert meant_instead(text) is None
