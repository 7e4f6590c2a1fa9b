"""Makes that a text names."""

import pytest

from vehicles.makes import load_makes, makes_and_models_named, makes_named
from vehicles.names import make_key


@pytest.mark.parametrize(
    ("text", "make"),
    [
        ("how often does a VW need an oil change", "volkswagen"),
        ("reifendruck audi a4", "audi"),
        ("mon renault clio", "renault"),
        ("la pression de ma clio", "renault"),
        ("my BMW's battery", "bmw"),
        ("does a Mercedes-Benz C 200 need it", "mercedesbenz"),
        ("Wie groß ist der Kofferraum vom Golf?", "volkswagen"),
        ("a quanto va gonfiata la Panda?", "fiat"),
        ("qué presión lleva el Fiesta", "ford"),
        ("what is the interval of the Mini?", "mini"),
        ("how far does a Model 3 go", "tesla"),
        ("presion del seat leon", "seat"),
        ("presión del Seat León", "seat"),
        ("dodge ram tyre pressure", "dodge"),
    ],
)
def test_a_make_is_named_by_itself_or_by_a_model(text: str, make: str) -> None:
    assert makes_named(text) == {make}


@pytest.mark.parametrize(
    "text",
    [
        "how do I adjust the seat belt",
        "The Seat Belt light",
        "SEAT BELT",
        "Seat heating stays cold",
        "is there a mini spare wheel",
        "Wo ist der Smart Key?",
        "do golf clubs fit in the boot",
        "Golf clubs, do they fit?",
        "Passt ein Golf-Bag hinein?",
        "the camera does not focus",
        "can I dodge the fee",
        "the polo shirt you gave me",
        "una fiesta en la calle",
        "which model s do you have",
        "how long does the Kite charge",
    ],
)
def test_a_word_that_is_a_name_too_is_no_make(text: str) -> None:
    assert makes_named(text) == set()


def test_a_model_that_two_makes_sell_is_of_both() -> None:
    assert makes_named("my astra") == {"opel", "vauxhall"}


def test_makes_are_spelt_as_they_are_compared() -> None:
    for make, called in load_makes().items():
        assert make_key(make)
        assert not set(called.names) & set(called.words)
        for name in (*called.names, *called.words):
            assert name == name.lower()
            assert name.isascii()


def test_the_names_of_makes_and_models_are_told_as_they_are_said() -> None:
    assert makes_and_models_named("My VW Passat and the Ioniq, no seat belt") == {"vw", "passat", "ioniq"}
