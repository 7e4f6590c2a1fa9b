"""Decoding a VIN."""

from datetime import date

import pytest

from contracts.errors import InvalidInput
from vehicles.vin import clean_vin, decode

TODAY = date(2026, 6, 1)
AMERICAN = "1M8GDM9AXKP042788"  # the usual worked example of the check digit
GERMAN = "WVWZZZ1JZ3W000001"
DEMO = "XVDKTE58E00000117"


def test_an_american_vin_names_region_country_years_and_serial() -> None:
    facts = decode(AMERICAN, TODAY)
    assert (facts.wmi, facts.region, facts.country) == ("1M8", "North America", "United States")
    assert (facts.model_years, facts.model_year_is_coded) == ((2019, 1989), True)
    assert (facts.serial, facts.check_digit) == ("042788", "right")


def test_a_european_vin_needs_no_check_digit_and_only_hints_at_its_year() -> None:
    facts = decode(GERMAN, TODAY)
    assert (facts.manufacturer, facts.manufacturer_is_guess) == ("Volkswagen", False)
    assert (facts.region, facts.country, facts.check_digit) == ("Europe", "Germany", "not_used")
    assert (facts.model_years, facts.model_year_is_coded) == ((2003,), False)


def test_a_vin_without_a_year_code_or_a_known_maker_leaves_them_open() -> None:
    facts = decode(DEMO, TODAY)
    assert (facts.manufacturer, facts.manufacturer_is_guess, facts.model_years) == (None, False, ())


def test_a_manufacturer_found_by_two_characters_is_called_a_guess() -> None:
    facts = decode(AMERICAN, TODAY)
    assert facts.manufacturer is not None
    assert facts.manufacturer_is_guess is True


def test_a_wrong_check_digit_is_reported_and_not_fatal() -> None:
    facts = decode(AMERICAN.replace("9AX", "9A7"), TODAY)
    assert facts.check_digit == "wrong"
    assert facts.serial == "042788"


@pytest.mark.parametrize(
    ("today", "years"), [(date(2018, 12, 31), (2019, 1989)), (date(2017, 12, 31), (1989,)), (TODAY, (2019, 1989))]
)
def test_model_years_go_as_far_as_next_year(today: date, years: tuple[int, ...]) -> None:
    assert decode(AMERICAN, today).model_years == years


def test_the_serial_of_a_small_maker_is_shorter() -> None:
    assert decode("1F9AAAAAAAA123456", TODAY).serial == "456"


@pytest.mark.parametrize(
    "text",
    [
        "1m8gdm9axkp042788",
        " 1M8 GDM9AX-KP04 2788\n",
        "1M8-GDM9AX\u2013KP042788",
        "1M8\u00a0GDM9AXKP\u00ad042788",
    ],
)
def test_lower_case_blanks_and_dashes_are_cleaned(text: str) -> None:
    assert clean_vin(text) == AMERICAN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1M8GDM9AXKPO42788", "position 12 is the letter O, never in a VIN; is it a 0?"),
        ("iM8GDM9AXKP042788", "position 1 is the letter I, never in a VIN; is it a 1?"),
        ("1M8-GDM9AXKP04278q", "position 17 is the letter Q, never in a VIN; is it a 0?"),
        ("1M8GDM9A?KP042788", "position 9 is neither a letter nor a digit"),
        ("1M8GDM9AÄKP042788", "position 9 is neither a letter nor a digit"),
        ("1M8GDM9AßKP04278", "position 9 is neither a letter nor a digit"),
        ("1M8GDM9A\u0663KP042788", "position 9 is neither a letter nor a digit"),
        ("1M8GDM9AXKP04278", "has 16 characters instead of 17"),
        ("", "has 0 characters instead of 17"),
    ],
)
def test_what_cannot_be_a_vin_is_refused_by_position(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        clean_vin(text)
    assert (caught.value.field, str(caught.value)) == ("vin", reason)
