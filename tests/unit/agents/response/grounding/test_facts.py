"""Numbers, units, days, times and addresses are read as people of each language write them."""

from decimal import Decimal

import pytest

from agents.response.grounding.facts import Facts
from agents.response.grounding.lookup import holds_day, holds_quantity, holds_time
from agents.response.grounding.units import load_units
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from languages.topics.measures import Measures


def holds(known: str, said: str, language: str = "en", known_in: str | None = None) -> str:
    """How a text holds the one number of another text."""
    (quantity,) = Facts(said, language).quantities
    return holds_quantity(quantity, Facts(known, known_in or language))


@pytest.mark.parametrize(
    ("known", "said", "language"),
    [
        ("2.2 bar", "2,2 bar", "en"),
        ("10,000 km", "10 000 km", "en"),
        ("10,000 km", "10000 kilometres", "en"),
        ("10.000 km", "10 000 Kilometer", "de"),
        ("10 000 km", "10.000 kilómetros", "es"),
        ("30 000 km", "30 000 kilomètres", "fr"),
        ("30.000 km", "30000 chilometri", "it"),
        ("2 years", "two years", "en"),
        ("2 Jahre", "zwei Jahren", "de"),
        ("2 años", "dos años", "es"),
        ("2 ans", "deux ans", "fr"),
        ("2 anni", "due anni", "it"),
        ("24 months", "2 years", "en"),
        ("90 minutes", "1.5 hours", "en"),
        ("12-volt battery", "12 V", "en"),
        ("12-V-Batterie", "12 Volt", "de"),
        ("€260", "260 euros", "en"),
        ("260 €", "260 Euro", "de"),
        ("at −20 °C", "minus 20 °C", "en"),
        ("au moins 21 ans", "21 ans", "fr"),
        ("al menos 21 años", "21 años", "es"),
        ("50 %", "50 per cent", "en"),
        ("50 %", "50 por ciento", "es"),
        ("Pressure (bar): 2.6", "2.6 bar", "en"),
        ("2.6 bar", "2.6", "en"),
        ("5½ hours", "5.5 hours", "en"),
        ("1. Wait 3 minutes.", "3 minutes", "en"),
        ("100 km/h", "100 chilometri all'ora", "it"),
    ],
)
def test_one_value_is_the_same_however_it_is_written(known: str, said: str, language: str) -> None:
    assert holds(known, said, language) == "held"


@pytest.mark.parametrize(
    ("known", "said", "language", "expected"),
    [
        ("2.2 bar", "2.2 psi", "en", "other unit"),
        ("30,000 km", "30,000 miles", "en", "other unit"),
        ("30.000 km", "30.000 Meilen", "de", "other unit"),
        ("20 minutes", "20 hours", "en", "other unit"),
        ("58 kWh", "58 kW", "en", "other unit"),
        ("2 years", "2 months", "en", "other unit"),
        ("€50", "£50", "en", "other unit"),
        ("1,600 kg", "1,600 g", "en", "other unit"),
        ("2.2 bar", "2.3 bar", "en", "absent"),
        ("10.000 km", "1.000 km", "de", "absent"),
        ("at -20 °C", "20 °C", "en", "absent"),
        ("two years", "three years", "en", "absent"),
        ("2. Wait.", "2 hours", "en", "absent"),
        ("12 V", "12 A", "fr", "other unit"),
    ],
)
def test_another_value_or_unit_is_not_the_same(known: str, said: str, language: str, expected: str) -> None:
    assert holds(known, said, language) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("from 10 to 80 %", "en"),
        ("10–80 %", "en"),
        ("10 bis 80 %", "de"),
        ("de 10 à 80 %", "fr"),
        ("entre 10 y 80 %", "es"),
        ("tra 10 e 80 %", "it"),
    ],
)
def test_both_ends_of_a_range_have_its_unit(text: str, language: str) -> None:
    found = Facts(text, language).quantities
    assert [(set(one.values), one.dimension) for one in found] == [
        ({Decimal(10)}, "percent"),
        ({Decimal(80)}, "percent"),
    ]


@pytest.mark.parametrize("text", ["an X5 and a CR2032", "4x4", "[a]", "un pneu neuf", "it is second to none"])
def test_a_name_with_digits_or_a_word_that_may_be_a_number_is_no_number(text: str) -> None:
    assert Facts(text, "fr").quantities == ()


@pytest.mark.parametrize(
    ("known", "said", "language"),
    [
        ("12 May 2026", "May 12, 2026", "en"),
        ("12 May 2026", "12 May", "en"),
        ("2026-05-12", "May 12th", "en"),
        ("12.5.2026", "12. Mai", "de"),
        ("Tuesday, 12 May", "on Tuesdays", "en"),
        ("12 de mayo de 2026", "12/05/2026", "es"),
        ("le 1er mai 2026", "1 mai", "fr"),
        ("12 maggio", "il 12 maggio", "it"),
    ],
)
def test_one_day_is_the_same_however_it_is_written(known: str, said: str, language: str) -> None:
    days = Facts(said, language).days
    assert days
    assert all(holds_day(day, Facts(known, language)) for day in days)


@pytest.mark.parametrize(
    ("known", "said"), [("12 May", "13 May"), ("May", "12 May"), ("12 May", "12 May 2026"), ("Monday", "Tuesday")]
)
def test_another_day_or_a_more_exact_one_is_not_the_same(known: str, said: str) -> None:
    (day,) = Facts(said, "en").days
    assert not holds_day(day, Facts(known, "en"))


def test_may_and_march_are_months_only_beside_a_number() -> None:
    assert Facts("You may march", "en").days == ()


@pytest.mark.parametrize(
    ("known", "said", "language"),
    [
        ("14:30", "2:30 pm", "en"),
        ("2 p.m.", "14:00", "en"),
        ("14.30 Uhr", "14:30 Uhr", "de"),
        ("von 8.00 bis 18.30 Uhr", "8:00", "de"),
        ("14 h 30", "14:30", "fr"),
        ("a las 2 de la tarde", "14:00", "es"),
        ("alle 14:30", "14:30", "it"),
        ("noon", "12:00", "en"),
        ("de 8 h à 18 h", "18:00", "fr"),
    ],
)
def test_one_time_is_the_same_however_it_is_written(known: str, said: str, language: str) -> None:
    times = Facts(said, language).times
    assert times
    assert all(holds_time(time, Facts(known, language)) for time in times)


def test_another_time_is_not_the_same() -> None:
    (time,) = Facts("15:30", "en").times
    assert not holds_time(time, Facts("14:30, and 2 pm", "en"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0800 123 4567", "08001234567"),
        ("+49 (0)30 1234567", "+49301234567"),
        ("0049 30 123 45 67", "+49301234567"),
        ("01 23 45 67 89", "0123456789"),
        ("555-123-4567", "5551234567"),
        ("(030) 123-4567", "0301234567"),
    ],
)
def test_phone_numbers_are_read_as_they_are_dialled(text: str, number: str) -> None:
    assert [one.value for one in Facts(f"Call {text}, please.", "en").phones] == [number]


@pytest.mark.parametrize("text", ["0 to 100,000 km", "20 000 - 30 000 km", "2026-05-12", "10,000,000"])
def test_numbers_and_days_are_no_phone_numbers(text: str) -> None:
    assert Facts(text, "en").phones == ()


@pytest.mark.parametrize("text", ["https://www.veldra.example/a.", "veldra.example/a", "www.Veldra.example/a/"])
def test_an_address_is_the_same_with_or_without_what_is_before_it(text: str) -> None:
    assert [one.value for one in Facts(f"See {text}", "en").web] == ["veldra.example/a"]


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_every_language_lists_every_unit_and_its_numbers(language: str) -> None:
    words = words_of(Measures, language)
    assert set(words.units) == set(load_units())
    assert set(words.before_units_only) <= set(words.numbers)
    assert set(range(1, 13)) <= set(words.numbers.values())
