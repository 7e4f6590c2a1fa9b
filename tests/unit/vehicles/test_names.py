"""Names of makes and models."""

import pytest

from vehicles.names import same_make, same_model


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MERCEDES-BENZ", "Mercedes Benz"),
        ("MERCEDES-BENZ", "mercedes"),
        ("Škoda", "SKODA"),
        ("Citroe\u0308n", "CITROËN"),
        ("VW", "Volkswagen"),
        ("ROLLS-ROYCE", "rolls royce"),
    ],
)
def test_makes_are_the_same_whatever_case_accents_and_punctuation(one: str, other: str) -> None:
    assert same_make(one, other)
    assert same_make(other, one)


@pytest.mark.parametrize(("one", "other"), [("Veldra", "Veldran"), ("MINI", "MINI COOPER"), ("", ""), ("-", "")])
def test_other_makes_and_empty_names_are_not_the_same(one: str, other: str) -> None:
    assert not same_make(one, other)


@pytest.mark.parametrize(
    ("one", "other", "make"),
    [
        ("F-150", "F150 SUPERCREW", "FORD"),
        ("F 150", "f-150", "FORD"),
        ("Kite", "KITE SPORT LONG RANGE", "VELDRA"),
        ("CROSSTREK", "CROSS TREK", "SUBARU"),
        ("e-tron", "ETRON SPORTBACK", "AUDI"),
        ("MAZDA3", "3", "MAZDA"),
        ("Mercedes-Benz C 300", "C300 4MATIC", "MERCEDES"),
        ("C-Class", "C300", "MERCEDES-BENZ"),
        ("TOWN & COUNTRY", "Town and Country", "CHRYSLER"),
        ("Mégane", "MEGANE", "RENAULT"),
        ("MINI", "MINI", "MINI"),
        ("Class", "class", ""),
    ],
)
def test_models_are_the_same_when_one_begins_with_the_words_of_the_other(one: str, other: str, make: str) -> None:
    assert same_model(one, other, make)
    assert same_model(other, one, make)


@pytest.mark.parametrize(
    ("one", "other", "make"),
    [
        ("CX-5", "CX-50", "MAZDA"),
        ("X5", "X50", ""),
        ("Q5", "Q50", ""),
        ("CHEROKEE", "GRAND CHEROKEE", "JEEP"),
        ("Golf", "e-Golf", "VOLKSWAGEN"),
        ("Kite", "Kites", "VELDRA"),
        ("3 Series", "X3", "BMW"),
        ("", "Kite", "VELDRA"),
        ("Kite", "", "VELDRA"),
        ("", "", ""),
    ],
)
def test_models_that_share_only_part_of_a_word_or_the_end_are_others(one: str, other: str, make: str) -> None:
    assert not same_model(one, other, make)
    assert not same_model(other, one, make)


@pytest.mark.parametrize(
    ("series", "type_", "make"),
    [
        ("3 Series", "330I", "BMW"),
        ("BMW 3er", "318d Touring", "BMW"),
        ("Serie 3", "M340I XDRIVE", "BMW"),
        ("3 Series Touring", "330I", "BMW"),
        ("3 Series", "M3", "BMW"),
        ("C-Class", "AMG C63", "MERCEDES-BENZ"),
        ("C-Klasse", "C220D", "Mercedes"),
        ("C-Class Estate", "C220D", "MERCEDES-BENZ"),
        ("GLC Coupe", "GLC300 4MATIC", "MERCEDES-BENZ"),
        ("M-Class", "ML350", "MERCEDES-BENZ"),
        ("RX", "RX350", "LEXUS"),
        ("F-Series", "F-150", "FORD"),
    ],
)
def test_a_type_is_of_the_series_it_is_sold_in(series: str, type_: str, make: str) -> None:
    assert same_model(series, type_, make)
    assert same_model(type_, series, make)


@pytest.mark.parametrize(
    ("one", "other", "make"),
    [
        ("5 Series", "330I", "BMW"),
        ("328I", "330I", "BMW"),
        ("3 Series", "X3", "BMW"),
        ("M3", "M340I", "BMW"),
        ("M3", "330I", "BMW"),
        ("5 Series", "M3", "BMW"),
        ("3 Series Touring", "3 Series Gran Turismo", "BMW"),
        ("CLA", "C-Class", "MERCEDES-BENZ"),
        ("CLA Coupe", "C300", "MERCEDES-BENZ"),
        ("C200", "C300", "MERCEDES-BENZ"),
        ("E-Class", "AMG C63", "MERCEDES-BENZ"),
        ("3 Series", "330I", "VELDRA"),
    ],
)
def test_another_series_and_another_type_are_others(one: str, other: str, make: str) -> None:
    assert not same_model(one, other, make)
    assert not same_model(other, one, make)
