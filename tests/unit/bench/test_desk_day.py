"""A short day at the desk, and the formulas that long ones are compared with."""

from collections.abc import Sequence

import pytest

from contracts.desk import EndedHandover
from infra.local.demo import DEMO
from infra.tenant import read_tenant
from tests.bench.desk_day.customers import CLOSES, OPENS, customers
from tests.bench.desk_day.day import Day
from tests.bench.desk_day.erlang import ErlangA, erlang_c, erlang_c_within
from tests.bench.desk_day.estimating import Estimator
from tests.bench.desk_day.people import workers

RULES = read_tenant(DEMO / "tenant.json").desk
FEW = 200
"""Customers of a short day, for two people: half of them have to stand in line."""


def short_day(seed: int) -> Day:
    return Day(customers(seed, FEW), workers(seed, 2), RULES, seed, Estimator(RULES)).run()


@pytest.mark.parametrize("seed", [21, 22])
def test_nobody_is_lost_or_held_twice(seed: int) -> None:
    day = short_day(seed)
    ended: Sequence[EndedHandover] = day.floor.ended
    assert sorted(one.handover.conversation_id for one in ended) == sorted(map(str, range(FEW)))
    assert not any(one.holds for one in day.floor.presences.values())
    assert all((one.handled_seconds is not None) == (one.ending == "wrapped_up") for one in ended)
    assert any(not at_once for at_once in day.asked_at_once.values())
    assert any(one.handover.estimate for one in ended)


def test_the_same_seed_is_the_same_day() -> None:
    assert short_day(21).floor.ended == short_day(21).floor.ended


def test_customers_come_in_order_while_the_desk_is_open() -> None:
    moments = [one.at for one in customers(21, FEW)]
    assert moments == sorted(moments)
    assert OPENS <= moments[0] < moments[-1] < CLOSES


def waits_and_within(a_minute: float, minutes: float, servers: int, seconds: float) -> tuple[float, float]:
    load = a_minute * minutes
    return erlang_c(load, servers), erlang_c_within(load, servers, 60 * minutes, seconds)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((100 / 30, 3, 14, 20), (0.1741319335950498, 0.8883500191794669)),
        ((120 / 30, 8, 36, 60), (0.38886916263507726, 0.7641389302450472)),
        ((10 / 60, 10, 2, 30), (0.7575757575757575, 0.25494586831695654)),
    ],
)
def test_erlang_c_is_as_pyworkforce_has_it(
    asked: tuple[float, float, int, float], expected: tuple[float, float]
) -> None:
    """Figures of pyworkforce 0.5.1, which needs pandas and OR-Tools: too much to install for a formula."""
    assert waits_and_within(*asked) == pytest.approx(expected)


def test_where_nobody_can_be_served_nobody_is_served_in_time() -> None:
    assert erlang_c(12, 10) == 1
    assert erlang_c_within(12, 10, 180, 20) == 0


@pytest.mark.parametrize(("arriving", "servers"), [(1 / 20, 26), (1 / 15, 36), (1 / 10, 36)])
def test_erlang_a_is_as_births_and_deaths_have_it(arriving: float, servers: int) -> None:
    handling, leaving = 480.0, 1 / 365
    states = [1.0]
    for inside in range(1, 600):
        leave = min(inside, servers) / handling + max(inside - servers, 0) * leaving
        states.append(states[-1] * arriving / leave)
    whole = sum(states)
    waiting = sum(max(inside - servers, 0) * share for inside, share in enumerate(states)) / whole
    queue = ErlangA(arriving, handling, servers, leaving)
    assert queue.leave == pytest.approx(leaving * waiting / arriving, rel=0.01, abs=1e-4)
    assert queue.within(0) == pytest.approx(sum(states[:servers]) / whole, abs=0.005)
    assert queue.within(10_000) == pytest.approx(1 - queue.leave, abs=1e-3)
