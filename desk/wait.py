"""How much longer those in line will wait: an interval for each, and whether it may be told.

The model is a simulation of the line from now on (`desk.line`). It knows neither who is about to go home nor how many
will decline, so what it says is corrected by how the last estimates came true (`desk.calibration`).
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random

from contracts.desk import Handover, Presence, WaitEstimate
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.calibration import widened
from desk.history import History
from desk.line import Busy, Customer, Desk, Future
from desk.policy import (
    AIM,
    ARRIVALS_SECONDS,
    FEWEST_TIMES,
    FUTURES,
    FUTURES_OF_ALL,
    HORIZON_SECONDS,
    LEAST_HIT_RATE,
)
from desk.seats import Seats


def estimates(
    handovers: Iterable[Handover], presences: Iterable[Presence], rules: DeskRules, history: History, now: datetime
) -> dict[str, WaitEstimate]:
    """Return how much longer each who waits will wait, by the id of their hand-over.

    `handovers` are all that are open at the desk. Left out are emergencies, whoever nobody at the desk could take,
    whoever may wait longer than an hour, and all while too few handling times were measured.
    """
    opened = list(handovers)
    seats = Seats(presences, {one.channel for one in opened}, rules)
    line = sorted((one for one in opened if one.state == "waiting" and seats.after(one)), key=lambda one: one.rank)
    if not line or len(history.handled_anywhere) < FEWEST_TIMES:
        return {}
    shown = history.hit_rate is not None and history.hit_rate >= LEAST_HIT_RATE
    found = {}
    for one, waits in zip(line, _waits(line, _desk(opened, seats, history, now), seats, now), strict=True):
        low, high = _shortest(sorted(waits))
        if one.priority != EMERGENCY_PRIORITY and high < HORIZON_SECONDS:
            low, high = widened(low, high, history.margin)
            found[one.handover_id] = WaitEstimate(low=low, high=high, at=now, margin=history.margin, shown=shown)
    return found


def _waits(line: Sequence[Handover], desk: Desk, seats: Seats, now: datetime) -> Iterable[tuple[float, ...]]:
    """How long each of the line waits in every one of the futures. The same line gives the same: its seed is fixed."""
    customers = [
        Customer(one.priority, -_seconds(one.entered_at, now), number, one.queue, seats.after(one))
        for number, one in enumerate(line)
    ]
    draw = Random(0)  # noqa: S311, nothing secret
    futures = min(FUTURES, max(FUTURES_OF_ALL // len(line), 1))
    return zip(*(Future(customers, desk, draw).waits() for _ in range(futures)), strict=True)


def _desk(opened: Sequence[Handover], seats: Seats, history: History, now: datetime) -> Desk:
    """What is known of the desk at this moment."""
    came = [one for one in (*opened, *history.came) if _seconds(one.entered_at, now) <= ARRIVALS_SECONDS]
    taken = [(seats.of(one), one) for one in opened if one.state != "waiting"]
    return Desk(
        seats=len(seats),
        free=seats.free(),
        busy=[
            Busy(seat, one.queue, _seconds(one.since, now) if one.state == "held" else 0.0)
            for seat, one in taken
            if seat is not None
        ],
        handled={queue: history.times(queue) for queue in {one.queue for one in (*opened, *came)}},
        taking=history.taking,
        leaving=history.leaving,
        arriving=[Customer(one.priority, 0.0, -1, one.queue, seats.after(one)) for one in came],
        rate=len(came) / ARRIVALS_SECONDS,
    )


def _shortest(ordered: Sequence[float]) -> tuple[float, float]:
    """The shortest interval that holds as many of some ordered waits as is aimed at."""
    held = math.ceil(AIM * len(ordered))
    ends = ((ordered[first], ordered[first + held - 1]) for first in range(len(ordered) - held + 1))
    return min(ends, key=lambda pair: pair[1] - pair[0])


def _seconds(since: datetime, now: datetime) -> float:
    return (now - since).total_seconds()
