"""Trying a write again."""

import threading
import time

import pytest

from contracts.deadline import within
from store import retry
from store.retry import tries


def test_the_first_try_is_made_at_once_and_also_without_time() -> None:
    with within(0):
        assert list(tries()) == [0]


def test_tries_go_on_until_the_deadline_and_not_beyond() -> None:
    began = time.monotonic()
    with within(0.3):
        numbers = list(tries())
    assert len(numbers) > 2
    assert time.monotonic() - began < 0.6


def test_without_a_deadline_they_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "LONGEST_SECONDS", 0.1)
    assert len(list(tries())) > 1


def test_pauses_grow_up_to_a_limit_and_those_of_two_writers_differ(pauses: list[float]) -> None:
    for _, _ in zip(tries(), range(400), strict=False):
        pass
    assert len(set(pauses)) == len(pauses)
    assert pauses[0] <= retry.FIRST_PAUSE_SECONDS * 2  # a try takes no time here
    assert retry.LONGEST_PAUSE_SECONDS / 2 < max(pauses) <= retry.LONGEST_PAUSE_SECONDS


def test_where_a_try_takes_long_the_pauses_are_longer_too(pauses: list[float]) -> None:
    for _ in range(20):
        for number in tries():
            if number:
                break
            threading.Event().wait(0.1)
    assert retry.FIRST_PAUSE_SECONDS < max(pauses) < 1
