"""Which cycle of years a VIN is of."""

from datetime import date

import pytest

from vehicles.vin import decode

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("vin", "years"),
    [
        ("1FAZZZZB7HZ000001", (2017,)),
        ("1FAZZ82B7HZ000001", (1987,)),
        ("2T1ZZ4EE9AC000001", (2010,)),
        ("5YJZZE1E2AF000001", (1980,)),
    ],
)
def test_position_7_tells_the_cycle_of_a_car_built_for_north_america(vin: str, years: tuple[int, ...]) -> None:
    assert decode(vin, TODAY).model_years == years


@pytest.mark.parametrize(
    "vin",
    [
        "WVWZZZ1JZHW000001",  # Europe
        "JTDZZZZB7HZ000001",  # Japan
        "1HDZZZZ17HZ000001",  # a motorcycle
        "1FUZZZZB7HZ000001",  # a heavy truck
        "3VWZZZ16ZHM000001",  # built in Mexico for Europe: no check digit
    ],
)
def test_where_position_7_means_something_else_both_years_stay_possible(vin: str) -> None:
    assert decode(vin, TODAY).model_years == (2017, 1987)


def test_a_cycle_that_has_not_come_yet_rules_nothing_out() -> None:
    assert decode("3VWZZZZB79M000001", TODAY).model_years == (2009,)
