"""Passages that may say what a car costs."""

import pytest

from knowledge.price_filter import asks_price_of_car, of_price_asked
from tests.unit.builders import passage

MODELS = ("kite", "heron", "tern")
SERVICE = passage(1, section="How much does a service cost?", brand="Veldra")
EXTRA = passage(2, section="What does extra work cost?", brand="Veldra")
CARS = passage(3, section="What does a new Kite cost?", brand="Veldra")
LIST = passage(4, section="Preisliste > Preise der Neuwagen", brand="Veldra")


@pytest.mark.parametrize(
    "asked",
    [
        "how much is a new Kite?",
        "what does the Heron cost",
        "price of a Tern",
        "how much do your cars cost",
        "How much is a new Veldra?",
        "was kostet ein neuer Tern",
        "Preis Kite",
        "prix d'un Heron neuf",
        "combien coûte la Kite ?",
        "cuánto cuesta un Kite nuevo",
        "¿Qué precio tiene el Tern?",
        "quanto costa una Kite nuova",
        "prezzo Heron",
    ],
)
def test_the_price_of_a_car_is_not_that_of_a_service(asked: str) -> None:
    assert of_price_asked([SERVICE, EXTRA, CARS], asked, MODELS) == (CARS,)


@pytest.mark.parametrize(
    "asked",
    [
        "how much does a service cost for the Kite",
        "what does extra work cost",
        "how much is a new battery for the Kite",
        "what does it cost",
        "how long is the Kite",
        "was kostet die Inspektion beim Kite",
        "combien coûte une révision de la Kite",
        "cuánto cuesta cargar el Kite",
        "quanto costa il tagliando della Tern",
    ],
)
def test_the_price_of_anything_else_leaves_all_that_was_found(asked: str) -> None:
    assert not asks_price_of_car(asked, MODELS)
    assert of_price_asked([SERVICE, EXTRA], asked, MODELS) == (SERVICE, EXTRA)
