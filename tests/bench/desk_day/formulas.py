"""What Erlang's formulas say of a simulated day: half hour by half hour, each as if it lasted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from tests.bench.desk_day.customers import CLOSES, OPENS
from tests.bench.desk_day.erlang import ErlangA, erlang_c_within
from tests.bench.desk_day.running import Ran

HALF_HOUR: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Predicted:
    """One half hour. Shares are of all who come."""

    customers: int
    within_c: float
    """Served in time where nobody leaves."""
    within_a: float
    """Served in time where some leave."""
    left_a: float


def predicted(ran: Ran, within: float) -> Iterator[Predicted]:
    """Say who is served within so many seconds, with the day's own handling times, people and impatience."""
    handling = float(np.mean([one.handled_seconds for one in ran.ended if one.handled_seconds is not None]))
    left = sum(1 for one in ran.ended if one.handover.claimed_at is None)
    leaving = left / sum(one.waited_seconds for one in ran.ended)
    for begins in (OPENS + number * HALF_HOUR for number in range((CLOSES - OPENS) // HALF_HOUR)):
        came = sum(1 for one in ran.customers if begins <= one.at < begins + HALF_HOUR)
        servers = round(np.mean([_places(ran, begins + timedelta(minutes=minute)) for minute in range(2, 30, 5)]))
        rate = came / HALF_HOUR.total_seconds()
        queue = ErlangA(rate, handling, servers, leaving)
        yield Predicted(
            came, erlang_c_within(rate * handling, servers, handling, within), queue.within(within), queue.leave
        )


def _places(ran: Ran, moment: datetime) -> int:
    """Return how many conversations those can take who are there and have no break."""
    return sum(
        one.presence.capacity["chat"]
        for one in ran.workers
        if one.comes <= moment < one.leaves and not any(begins <= moment < ends for begins, ends in one.breaks)
    )
