"""Which lights a text names, with their colour and state."""

import pytest

from languages.normalise import same_length
from languages.served import SERVED_LANGUAGES
from tests.unit.vehicles.light_cases import CASES
from vehicles.named_lights import named_lights
from vehicles.warning_lights import OTHER

Seen = tuple[str, str | None, str | None]


def seen(text: str, language: str) -> list[Seen]:
    lights = [one.light for one in named_lights(same_length(text), language)]
    return [(light.symbol, light.colour, light.state) for light in lights if light.symbol != OTHER]


def test_every_language_has_its_own_cases() -> None:
    assert set(CASES) == set(SERVED_LANGUAGES)
    assert min(map(len, CASES.values())) >= 15


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (language, text, [(symbol, colour, state)] if symbol else [])
        for language, cases in CASES.items()
        for text, symbol, colour, state in cases
    ],
)
def test_symbol_colour_and_state_are_read_in_the_words_of_each_language(
    language: str, text: str, expected: list[Seen]
) -> None:
    assert seen(text, language) == expected


def test_each_of_two_lights_has_its_own_colour() -> None:
    assert seen("the red oil light and the yellow battery light are on", "en") == [
        ("oil", "red", None),
        ("battery", "yellow", None),
    ]
    assert seen("testigo rojo de aceite y testigo amarillo de la batería", "es") == [
        ("oil", "red", None),
        ("battery", "yellow", None),
    ]


def test_two_colours_for_one_light_leave_its_colour_open() -> None:
    assert seen("the oil light was yellow and is red now", "en") == [("oil", None, None)]
