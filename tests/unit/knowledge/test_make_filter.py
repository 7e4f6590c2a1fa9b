"""Passages for the make that a message speaks of."""

import pytest

from knowledge.make_filter import of_make_asked
from tests.unit.builders import passage

OURS = passage(1, "Veldra tyres need 2.6 bar.", brand="Veldra")
OF_NO_CAR = passage(2, "We are open on Saturdays.")
ABOUT_BOTH = passage(3, "A Tesla station charges a Kite too.", brand="Veldra")


@pytest.mark.parametrize(
    "asked", ["Reifendruck Audi A4", "how long does a VW Golf charge", "mon Renault Clio", "presión del Seat León"]
)
def test_what_is_told_of_our_cars_answers_nothing_about_another_make(asked: str) -> None:
    assert of_make_asked([OURS, OF_NO_CAR, ABOUT_BOTH], asked) == (OF_NO_CAR,)


def test_a_page_that_speaks_of_the_other_make_may_answer() -> None:
    assert of_make_asked([OURS, ABOUT_BOTH], "can I charge at a Tesla station") == (ABOUT_BOTH,)


@pytest.mark.parametrize("asked", ["how much air in the tyres", "seat belt", "a Veldra or a Tesla, which is faster"])
def test_who_names_no_other_make_or_ours_too_is_answered(asked: str) -> None:
    assert of_make_asked([OURS], asked) == (OURS,)


@pytest.mark.parametrize(("brand", "asked"), [("VW", "Volkswagen Golf tyres"), ("Audi", "reifendruck audi a4")])
def test_a_tenants_own_make_is_no_other_one(brand: str, asked: str) -> None:
    own = OURS.changed(brand=brand)
    assert of_make_asked([own], asked) == (own,)
