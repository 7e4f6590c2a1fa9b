"""How a line moves on, one future after the other."""

from random import Random
from typing import Any

import pytest

from desk.line import Busy, Customer, Desk, Future
from desk.policy import HORIZON_SECONDS


def desk(**fields: Any) -> Desk:
    """One seat where somebody works for a hundred seconds at a time, and offers are taken at once."""
    given: dict[str, Any] = {
        "seats": 1,
        "free": [],
        "busy": [Busy(0, "sales", 0.0)],
        "handled": {"sales": [100.0]},
        "taking": [0.0],
        "leaving": 0.0,
        "arriving": [],
        "rate": 0.0,
    }
    return Desk(**(given | fields))


def customer(
    number: int, *, priority: int = 3, entered: float = 0.0, after: dict[int, float] | None = None
) -> Customer:
    return Customer(priority, entered, number, "sales", {0: 0.0} if after is None else after)


def waits(line: list[Customer], at: Desk, seed: int = 1) -> list[float]:
    return Future(line, at, Random(seed)).waits()  # noqa: S311


def test_each_waits_for_those_before() -> None:
    line = [customer(number, entered=number - 9.0) for number in range(3)]
    assert waits(line, desk()) == [100, 200, 300]


def test_a_free_place_is_taken_at_once_and_taking_it_takes_a_moment() -> None:
    assert waits([customer(0)], desk(free=[0], busy=[], taking=[7.0])) == [7]


def test_two_places_serve_two_at_a_time() -> None:
    line = [customer(number, entered=number - 9.0) for number in range(4)]
    assert waits(line, desk(free=[0, 0], busy=[])) == [0, 0, 100, 100]


def test_what_has_been_held_for_long_ends_sooner() -> None:
    times = [100.0, 200.0, 200.0, 200.0, 200.0]
    at = desk(busy=[Busy(0, "sales", 150.0)], handled={"sales": times})
    assert {waits([customer(0)], at, seed)[0] for seed in range(20)} == {50}


def test_what_is_held_longer_than_any_measured_may_last_as_long_again() -> None:
    at = desk(busy=[Busy(0, "sales", 5000.0)])
    assert waits([customer(0)], at) == [100]


def test_a_free_person_waits_until_somebody_fits() -> None:
    line = [customer(0, entered=-30.0, after={0: 120.0})]
    assert waits(line, desk(free=[0], busy=[])) == [90]


def test_who_fits_now_is_taken_before_who_stands_first_and_fits_later() -> None:
    line = [customer(0, entered=-30.0, after={0: 120.0}), customer(1, entered=-10.0)]
    assert waits(line, desk(free=[0], busy=[])) == [100, 0]


def test_those_who_leave_make_room_and_it_is_said_how_long_they_would_have_waited() -> None:
    line = [customer(number, entered=number - 9.0) for number in range(2)]
    assert waits(line, desk(leaving=1000.0)) == [100, 100]


def test_who_is_more_urgent_and_comes_later_is_before() -> None:
    urgent = customer(-1, priority=1)
    at = desk(arriving=[urgent], rate=1 / 150)
    drawn = [waits([customer(0)], at, seed)[0] for seed in range(200)]
    assert set(drawn) > {100.0, 200.0}
    assert all(wait % 100 == pytest.approx(0) or wait == HORIZON_SECONDS for wait in drawn)


def test_who_is_less_urgent_and_comes_later_takes_only_what_nobody_before_can() -> None:
    later = customer(-1, priority=4, after={0: 0.0, 1: 0.0})
    at = desk(seats=2, free=[1], busy=[Busy(0, "sales", 0.0)], arriving=[later], rate=1.0)
    fits_later = [customer(0, after={0: 0.0, 1: 60.0})]
    drawn = {waits(fits_later, at, seed)[0] for seed in range(50)}
    assert all(wait >= 100 for wait in drawn)


def test_nobody_is_followed_for_ever() -> None:
    assert waits([customer(0)], desk(busy=[])) == [HORIZON_SECONDS]
    urgent = customer(-1, priority=1)
    assert waits([customer(0)], desk(arriving=[urgent], rate=1.0)) == [HORIZON_SECONDS]
