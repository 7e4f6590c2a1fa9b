"""How long work may still take."""

import asyncio
import math
import time

import pytest

from contracts.deadline import check, time_left, within
from contracts.errors import OutOfTime


def test_without_a_deadline_there_is_no_end() -> None:
    assert math.isinf(time_left())
    check()
    with within(math.inf):
        assert math.isinf(time_left())


def test_work_is_given_up_once_its_deadline_has_passed() -> None:
    done = list[int]()

    def work() -> None:
        for step in range(1_000):
            check()
            time.sleep(0.01)
            done.append(step)

    with within(0.2), pytest.raises(OutOfTime):
        work()
    assert 1 <= len(done) <= 20


def test_of_two_deadlines_the_nearer_one_counts() -> None:
    with within(10), within(20):
        assert 9 < time_left() <= 10
    with within(10):
        with within(1):
            assert time_left() <= 1
        assert 9 < time_left() <= 10
    assert math.isinf(time_left())


def test_time_that_is_over_is_none_and_never_less() -> None:
    with within(-5):
        assert time_left() == 0.0


def test_tasks_and_threads_inherit_the_deadline_of_who_starts_them_and_others_do_not() -> None:
    async def left() -> float:
        return await asyncio.to_thread(time_left)

    async def bounded(seconds: float) -> float:
        with within(seconds):
            return await asyncio.create_task(left())

    async def together() -> tuple[float, float, float]:
        return await asyncio.gather(bounded(1), bounded(100), left())

    near, far, none = asyncio.run(together())
    assert near <= 1 < far <= 100
    assert math.isinf(none)
