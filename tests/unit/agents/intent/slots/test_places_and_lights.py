"""Places after a word of place, and warning lights by what they watch."""

from pathlib import Path

import pytest

from agents.intent.slots.places import load_towns
from contracts.errors import ConfigurationError
from tests.unit.agents.intent.slots.cases import values


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("in Leeds", "en", ["Leeds"]),
        ("in leeds", "en", ["Leeds"]),
        ("I AM IN LEEDS", "en", ["Leeds"]),
        ("between Leeds and York", "en", ["Leeds", "York"]),
        ("at your Quayside branch", "en", ["Quayside"]),
        ("in St Albans", "en", ["St Albans"]),
        ("bei Kassel", "de", ["Kassel"]),
        ("in Köln-Ehrenfeld", "de", ["Köln-Ehrenfeld"]),
        ("aus Bad Homburg", "de", ["Bad Homburg"]),
        ("in Kassel Reifen wechseln", "de", ["Kassel"]),
        ("près de Lyon Part-Dieu", "fr", ["Lyon Part-Dieu"]),
        ("garage Renault de Rennes", "fr", ["Rennes"]),
        ("en Alcalá de Henares", "es", ["Alcalá de Henares"]),
        ("en Madrid Norte", "es", ["Madrid Norte"]),
    ],
)
def test_a_town_or_branch_is_found_after_a_word_of_place(text: str, language: str, expected: list[str]) -> None:
    assert values("place", text, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Charlotte and Florence called, my Tucson, Leeds United", "en"),
        ("in March, in may, in Normal mode, in reading, at your BMW dealership", "en"),
        ("bei Regen, in Wagen, im Mai, bei Herrn Hagen", "de"),
        ("Il y a Florence, la voiture de Florence", "fr"),
        ("mi León, el Ibiza", "es"),
    ],
)
def test_a_person_a_car_or_a_month_is_no_place(text: str, language: str) -> None:
    assert values("place", text, language) == []


def test_a_missing_file_of_towns_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"training\.towns"):
        load_towns(tmp_path / "towns.z")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("check engine light", "en", "engine"),
        ("tire pressure warning light", "en", "tyre_pressure"),
        ("brake light came on on the dash", "en", "brake"),
        ("a warning light", "en", "other"),
        ("AdBlue warning", "en", "other"),
        ("Öldruckkontrollleuchte", "de", "oil"),
        ("Ladekontrolllampe", "de", "battery"),
        ("Meldung: Reifendruck prüfen", "de", "tyre_pressure"),
        ("Handbremswarnleuchte", "de", "brake"),
        ("voyant de liquide de refroidissement", "fr", "temperature"),
        ("voyant frein à main", "fr", "brake"),
        ("luz de check engine", "es", "engine"),
        ("aviso de presión de los neumáticos", "es", "tyre_pressure"),
    ],
)
def test_a_warning_light_is_named_by_what_it_watches(text: str, language: str, expected: str) -> None:
    assert values("warning_light", text, language) == [expected]


def test_two_lights_in_a_row_are_two() -> None:
    assert values("warning_light", "voyant airbag et voyant ABS", "fr") == ["airbag", "abs"]
    assert values("warning_light", "the ABS light and the traction control light") == ["abs", "esp"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("an oil change and a new battery please, the engine rattles", "en"),
        ("my brake light bulb is broken, rear brake light", "en"),
        ("das Bremslicht hinten ist kaputt, absolut ärgerlich, die Lampe im Bad", "de"),
        ("mon feu stop ne marche plus, le moteur chauffe", "fr"),
        ("luz de freno trasera fundida, cambio de aceite", "es"),
    ],
)
def test_a_part_or_a_lamp_of_the_car_is_no_warning_light(text: str, language: str) -> None:
    assert values("warning_light", text, language) == []
