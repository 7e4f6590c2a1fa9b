"""What is learnt from hand-overs that are over."""

import pytest

from desk.history import history_of
from desk.policy import FEWEST_TIMES, RECENT_HANDOVERS
from tests.unit.desk.over import ended


def test_a_queue_has_times_of_its_own_once_there_are_enough() -> None:
    sales = [ended(number, waited=5, handled=600, queue="sales") for number in range(FEWEST_TIMES)]
    history = history_of([*sales, ended(99, waited=5, handled=60, queue="finance_desk")])
    assert history.times("sales") == [600] * FEWEST_TIMES
    assert history.times("finance_desk") == [60, *[600] * FEWEST_TIMES]


def test_how_many_leave_is_told_by_all_who_waited() -> None:
    history = history_of([ended(1, waited=60), ended(2, waited=40, handled=None)])
    assert history.leaving == pytest.approx(1 / 100)


def test_how_long_taking_takes_is_told_by_those_who_were_taken_at_once() -> None:
    history = history_of([ended(1, waited=4), ended(2, waited=400), ended(3, waited=3, handled=None)])
    assert history.taking == [4]


def test_without_any_it_is_told_by_judgement() -> None:
    history = history_of([])
    assert history.taking
    assert (history.leaving, history.margin, history.hit_rate) == (0, 1, None)


def test_only_the_last_ones_are_learnt_from() -> None:
    history = history_of([ended(number, waited=5, handled=number) for number in range(RECENT_HANDOVERS + 50)])
    assert min(history.handled_anywhere) == 50
