"""Trying a write again while others write the same items at the same instant."""

import itertools
import secrets
import time
from collections.abc import Iterator
from typing import Final

from contracts.deadline import time_left

LONGEST_SECONDS: Final = 10.0
"""Longest that one write is tried, seconds; less where the deadline of the work it belongs to is nearer."""
FIRST_PAUSE_SECONDS: Final = 0.04
"""Longest pause before the second try, seconds, or what a try takes if that is more; it doubles each time."""
LONGEST_PAUSE_SECONDS: Final = 2.0
"""Up to where it doubles, seconds."""

_RANDOM: Final = secrets.SystemRandom()
"""Not Python's own generator: functions that start from one snapshot would all draw the same pauses."""


def tries() -> Iterator[int]:
    """Give the number of each try, from 0, with a random pause before all but the first, until time is up.

    The whole pause is random ("full jitter"): so many writers as there are spread over it, and each round one is done.
    """
    end = time.monotonic() + min(LONGEST_SECONDS, time_left())
    for number in itertools.count():
        began = time.monotonic()
        yield number
        now = time.monotonic()
        if end - now < FIRST_PAUSE_SECONDS:
            return
        limit = max(FIRST_PAUSE_SECONDS, now - began) * 2**number
        time.sleep(_RANDOM.uniform(0, min(limit, LONGEST_PAUSE_SECONDS, end - now)))
