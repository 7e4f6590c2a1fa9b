"""Passages that may say what a car costs."""

import pytest

from knowledge.price_filter import asks_price_of_car, asks_price_of_that, of_price_asked, tells_price
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


@pytest.mark.parametrize(
    ("asked", "unnamed"),
    [
        ("what does that cost", True),
        ("and how much is it?", True),
        ("was kostet das", True),
        ("et ça coûte combien ?", True),
        ("¿y cuánto vale eso?", True),
        ("e quanto costa?", True),
        ("what does a service cost", False),
        ("what does the car cost", False),
        ("how long does that take", False),
    ],
)
def test_a_price_is_asked_of_something_said_before_where_nothing_is_named(asked: str, *, unnamed: bool) -> None:
    assert asks_price_of_that(asked) is unnamed


def test_a_price_is_told_in_words_or_with_a_sign_of_a_currency() -> None:
    assert tells_price(SERVICE, "what does it cost service")
    assert tells_price(passage(5, section="Extension", text="One year more: 390 €."), "how much is it")
    assert not tells_price(passage(6, section="Towing", text="The Kite is not approved for towing."), "how much is it")


def test_the_price_of_a_thing_stands_under_a_heading_about_it() -> None:
    assert tells_price(SERVICE, "was kostet das inspektion")
    assert not tells_price(SERVICE, "what does it cost roof box")
