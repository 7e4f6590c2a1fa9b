"""How long work may still take.

A deadline holds for whatever runs inside a `with within(...)`, also on the tasks and threads that asyncio starts there.
It interrupts nothing. Work asks between its units, such as two sentences to encode:

    with within(2.0):  # inside another `within` the nearer deadline counts
        for sentence in sentences:
            check()  # raises OutOfTime once nobody waits any more
            vectors.append(encode(sentence))

From one function to the next travels the time left, since their clocks differ.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from contracts.errors import OutOfTime

_DEADLINE: Final = ContextVar("deadline", default=math.inf)
"""On the monotonic clock, seconds; infinite where nobody set one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what runs inside take this long at most, or less if a deadline around it is nearer."""
    token = _DEADLINE.set(min(_DEADLINE.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def time_left() -> float:
    """Return the seconds until the deadline: never below 0, infinite where there is none."""
    return max(0.0, _DEADLINE.get() - time.monotonic())


def check() -> None:
    """Raise `OutOfTime` once the deadline has passed. Call it before each unit of work."""
    if not time_left():
        raise OutOfTime("the time for this task is over")
