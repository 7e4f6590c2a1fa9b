"""Which warning lights a message is about."""

import pytest

from contracts.findings.lights import Light
from vehicles.lights_meant import lights_meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a blue light that looks like a thermometer"),
        ("de", "blaue Thermometerlampe"),
        ("fr", "voyant bleu du thermomètre"),
        ("es", "testigo azul del termómetro"),
        ("it", "spia blu del termometro"),
    ],
)
def test_a_light_and_what_is_drawn_on_it_are_one(language: str, text: str) -> None:
    assert lights_meant(text, language, None).lights == (Light(symbol="temperature", colour="blue"),)


def test_what_a_known_light_tells_itself_stands_whatever_another_one_does() -> None:
    text = "the red oil light is on, and a yellow warning light"
    assert lights_meant(text, "en", None).lights == (Light(symbol="oil", colour="red"),)
