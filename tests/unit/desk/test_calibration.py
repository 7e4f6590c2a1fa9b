"""Whether estimates come true, and how the next ones are corrected."""

import math
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.desk import EndedHandover
from desk.calibration import hit_rate, margin, widened
from desk.policy import AIM, CALIBRATION_WAITS, FEWEST_WAITS
from tests.unit.desk.over import ended


def test_nothing_is_concluded_from_too_few() -> None:
    few = [ended(number, waited=900, told=(10, 30)) for number in range(FEWEST_WAITS - 1)]
    assert hit_rate(few) is None
    assert margin(few) == 1


def test_the_hit_rate_is_the_share_that_held() -> None:
    over = [ended(number, waited=15 if number % 4 else 35, told=(10, 30)) for number in range(40)]
    assert hit_rate(over) == 0.75


def test_who_was_told_nothing_and_who_left_in_time_says_nothing() -> None:
    told = [ended(number, waited=15, told=(10, 30)) for number in range(FEWEST_WAITS)]
    silent = [ended(100, waited=900), ended(101, waited=15, handled=None, told=(10, 30))]
    assert hit_rate([*told, *silent]) == 1


def test_what_somebody_had_waited_before_an_estimate_is_no_part_of_it() -> None:
    told = [ended(number, waited=15, told=(10, 30)) for number in range(FEWEST_WAITS)]
    late = ended(100, waited=615, told=(10, 30))
    estimate = late.handover.estimate
    assert estimate
    later = estimate.changed(at=estimate.at + timedelta(seconds=600))
    assert hit_rate([*told, late.changed(handover=late.handover.changed(estimate=later))]) == 1


def test_who_could_be_asked_for_at_once_makes_up_for_nobody() -> None:
    told = [ended(number, waited=95, told=(10, 60)) for number in range(FEWEST_WAITS)]
    at_once = [ended(number + 100, waited=5, told=(0, 12)) for number in range(CALIBRATION_WAITS)]
    assert hit_rate(told + at_once) == 0
    assert margin(told + at_once) == margin(told) > 1


def test_who_left_later_than_was_told_is_a_miss() -> None:
    told = [ended(number, waited=15, told=(10, 30)) for number in range(FEWEST_WAITS)]
    assert hit_rate([*told, ended(100, waited=35, handled=None, told=(10, 30))]) == pytest.approx(30 / 31)


def test_the_next_ones_are_corrected_by_the_last_ones_alone() -> None:
    wrong = [ended(number, waited=900, told=(10, 30)) for number in range(CALIBRATION_WAITS)]
    right = [ended(number + CALIBRATION_WAITS, waited=15, told=(10, 30)) for number in range(CALIBRATION_WAITS)]
    assert margin(wrong + right) == margin(right) < 1 < margin(wrong)


@pytest.mark.parametrize("wrong_by", [0.25, 1.0, 4.0])
def test_however_wrong_the_model_is_its_intervals_come_to_hold_what_is_aimed_at(wrong_by: float) -> None:
    draw = Random(7)  # noqa: S311
    over: list[EndedHandover] = []
    held = 0
    for number in range(1200):
        waited = draw.lognormvariate(math.log(300), 0.7)
        factor = margin(over[-200:])
        told = widened(200 * wrong_by, 450 * wrong_by, factor)
        held += number >= 200 and told[0] <= waited <= told[1]
        over.append(ended(number, waited=waited, told=told, margin=factor))
    assert held / 1000 == pytest.approx(AIM, abs=0.04)


@given(low=st.floats(0, 5000), width=st.floats(0, 5000), factor=st.floats(1, 20))
def test_a_wider_interval_holds_the_narrower_one(low: float, width: float, factor: float) -> None:
    begins, ends = widened(low, low + width, factor)
    assert 0 <= begins <= low + 1e-6
    assert ends >= low + width - 1e-6
