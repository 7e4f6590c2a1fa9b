"""Whether a message asks something, and whether that is all it does."""

import pytest

from languages.questions import asks, asks_what_holds


@pytest.mark.parametrize(
    "text",
    [
        "how much do you charge for a replacement car",
        "wie lang muss ich auf ein neues Auto warten",
        "tarif de l'heure de main-d'œuvre",
        "¿qué franquicia tiene el coche prestado?",
        "prezzo della chiave nuova",
    ],
)
def test_who_asks_for_a_price_or_a_rule_asks_what_holds(text: str) -> None:
    assert asks_what_holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "could you tell me a price and reserve a car?",
        "Was kostet das? Ich möchte einen Termin",
        "puis-je avoir un véhicule de prêt ?",
        "quiero saber el precio",
        "vorrei prenotare, quanto costa?",
    ],
)
def test_who_requests_something_does_more_than_ask(text: str) -> None:
    assert asks(text)
    assert not asks_what_holds(text)


def test_who_tells_something_asks_nothing() -> None:
    assert not asks_what_holds("devo restituire l'auto")
    assert not asks_what_holds("I return the car")
