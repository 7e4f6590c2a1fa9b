"""A model that fails again and again is left alone by all, and tried again by one."""

import sys
from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any, Final

import pytest

from contracts.breaker import Broken
from contracts.errors import Unavailable
from models.breaker import Breakers, BreakersHere
from models.errors import HURRIED, REFUSED, TIMED_OUT, ModelFailed
from models.policy import BREAK_AFTER, BREAK_SECONDS, BREAKER_MEMORY_SECONDS, PROBE_SECONDS, REFUSED_SECONDS

KEY: Final = "eu-central-1 a-model"
OUTAGE: Final = ModelFailed("ServiceUnavailableException")


class Clock:
    """Tells the time that it is set to, seconds."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """Now."""
        return self.now


class StoreThatIsGone:
    """A store of which no call comes through."""

    def read(self, key: str) -> Broken | None:
        """Fail."""
        raise Unavailable("models table", "RequestTimeout")

    def open(self, key: str, until: float) -> None:
        """Fail."""
        raise Unavailable("models table", "RequestTimeout")

    def probe(self, key: str, now: float, until: float) -> bool:
        """Fail."""
        raise Unavailable("models table", "RequestTimeout")

    def close(self, key: str) -> None:
        """Fail."""
        raise Unavailable("models table", "RequestTimeout")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ours(breakers: BreakersHere, clock: Clock) -> Breakers:
    return Breakers(breakers, clock)


@pytest.fixture
def theirs(breakers: BreakersHere, clock: Clock) -> Breakers:
    """Those of another process."""
    return Breakers(breakers, clock)


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads take turns after every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def fail(breakers: Breakers, error: ModelFailed = OUTAGE, times: int = BREAK_AFTER) -> None:
    for _ in range(times):
        breakers.failed(KEY, error)


def test_a_breaker_opens_after_three_failures_in_a_row_for_every_process(ours: Breakers, theirs: Breakers) -> None:
    fail(ours, times=BREAK_AFTER - 1)
    assert ours.allows(KEY)
    fail(ours, times=1)
    assert not ours.allows(KEY)
    assert not theirs.allows(KEY)
    assert ours.allows("eu-west-1 a-model")


def test_an_answer_between_failures_begins_the_count_anew(ours: Breakers) -> None:
    for _ in range(3):
        fail(ours, times=BREAK_AFTER - 1)
        ours.succeeded(KEY)
    assert ours.allows(KEY)


@pytest.mark.parametrize(
    "code", ["ValidationException", "ParamValidationError", REFUSED, HURRIED, "ExpiredTokenException"]
)
def test_what_does_not_speak_against_the_model_opens_no_breaker(ours: Breakers, code: str) -> None:
    fail(ours, ModelFailed(code), times=10)
    assert ours.allows(KEY)


@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException"])
def test_a_model_that_may_not_be_used_is_left_alone_at_once_and_for_longer(
    ours: Breakers, breakers: BreakersHere, clock: Clock, code: str
) -> None:
    fail(ours, ModelFailed(code), times=1)
    assert breakers.read(KEY) == Broken(until=clock.now + REFUSED_SECONDS)
    clock.now += BREAK_SECONDS + 1
    assert not ours.allows(KEY)


def test_when_the_time_is_over_one_process_alone_tries(ours: Breakers, theirs: Breakers, clock: Clock) -> None:
    fail(ours)
    clock.now += BREAK_SECONDS + 1
    assert [theirs.allows(KEY), ours.allows(KEY), theirs.allows(KEY)] == [True, False, False]


def test_whoever_tried_and_never_came_back_is_followed_by_another(
    ours: Breakers, theirs: Breakers, clock: Clock
) -> None:
    fail(ours)
    clock.now += BREAK_SECONDS + 1
    assert theirs.allows(KEY)
    clock.now += PROBE_SECONDS + 1
    assert ours.allows(KEY)


def test_a_model_that_is_back_is_asked_by_all_again(ours: Breakers, theirs: Breakers, clock: Clock) -> None:
    fail(ours)
    clock.now += BREAK_SECONDS + 1
    assert theirs.allows(KEY)
    theirs.succeeded(KEY)
    assert theirs.allows(KEY)
    clock.now += BREAKER_MEMORY_SECONDS + 1
    assert ours.allows(KEY)
    assert theirs.allows(KEY)


def test_a_model_that_is_not_back_is_left_alone_again_after_one_try(
    ours: Breakers, theirs: Breakers, clock: Clock
) -> None:
    fail(ours)
    clock.now += BREAK_SECONDS + 1
    assert theirs.allows(KEY)
    fail(theirs, times=1)
    assert not theirs.allows(KEY)
    clock.now += BREAKER_MEMORY_SECONDS + 1
    assert not ours.allows(KEY)


def test_a_store_that_does_not_answer_breaks_nothing(clock: Clock) -> None:
    alone = Breakers(StoreThatIsGone(), clock)
    assert alone.allows(KEY)
    fail(alone)
    alone.succeeded(KEY)
    fail(alone)
    assert not alone.allows(KEY), "what a process has seen itself it remembers"
    clock.now += BREAK_SECONDS + 1
    assert alone.allows(KEY)


def test_what_others_opened_is_read_now_and_then_and_not_at_every_call(
    ours: Breakers, theirs: Breakers, clock: Clock
) -> None:
    assert ours.allows(KEY)
    fail(theirs)
    assert ours.allows(KEY)
    clock.now += BREAKER_MEMORY_SECONDS + 1
    assert not ours.allows(KEY)


def test_failures_on_many_threads_at_once_open_the_breaker_and_raise_nothing(ours: Breakers, switching: None) -> None:
    together, raised = Barrier(8), list[BaseException]()

    def fail_often() -> None:
        together.wait()
        try:
            fail(ours, times=2_000)
        except BaseException as error:
            raised.append(error)

    threads = [Thread(target=fail_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert raised == []
    assert not ours.allows(KEY)


def test_an_open_breaker_is_logged_by_its_code_alone(
    ours: Breakers, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    fail(ours, ModelFailed(TIMED_OUT))
    [line] = logged()
    assert (line["message"], line["model"], line["reason"]) == ("model left alone", KEY, TIMED_OUT)
