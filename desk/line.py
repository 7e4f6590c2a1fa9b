"""How a line may move on: possible futures, drawn from what was measured.

A future is a discrete-event simulation of the desk from now on: places become free as what is held now may end, and
each goes to whoever stands first and fits then; others come, overtake, and leave. Times are no fitted curve: they are
drawn from measured ones (the bootstrap of Efron, 1979), those of conversations that go on from the ones that lasted
longer.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from random import Random
from typing import NamedTuple

from desk.policy import FEWEST_LONGER, HORIZON_SECONDS


class Customer(NamedTuple):
    """Somebody who stands in line, or will. Sorts as the line does."""

    priority: int
    entered: float
    """Seconds from now: what is past is negative."""
    number: int
    """Place in the line that is asked about; who comes later has numbers below 0."""
    queue: str
    after: Mapping[int, float]
    """By seat: after how long in line whoever sits there fits, seconds. Who never does is left out."""


class Busy(NamedTuple):
    """A seat of which a place becomes free when a conversation ends."""

    seat: int
    queue: str
    elapsed: float
    """How long the conversation has been held, seconds."""


@dataclass(frozen=True)
class Desk:
    """A desk as it is now, and what was seen there lately."""

    seats: int
    free: Sequence[int]
    """Seats, each once for every conversation more that it can take."""
    busy: Sequence[Busy]
    handled: Mapping[str, Sequence[float]]
    """By queue: how long conversations were held, seconds, rising."""
    taking: Sequence[float]
    """How long it took until an offer was taken, seconds."""
    leaving: float
    """How many leave, a second and waiting customer."""
    arriving: Sequence[Customer]
    rate: float
    """How many like these come, a second."""


class Future:
    """One possible future of a line."""

    def __init__(self, line: Sequence[Customer], desk: Desk, draw: Random) -> None:
        """`line` is in order, and numbered from 0."""
        self._desk, self._draw = desk, draw
        self._waiting = list(line)
        self._last = max((one.priority for one in line), default=0)
        self._leaves = {one.number: self._until(desk.leaving) for one in line}
        self._waits = [float(HORIZON_SECONDS)] * len(line)
        self._asked = len(line)
        self._idle = [0] * desk.seats
        # When a seat has a place free; ~seat for an idle one that somebody fits by then.
        self._events: list[tuple[float, int]] = []

    def waits(self) -> list[float]:
        """Return how long each of the line waits from now, seconds; of who leaves, how long they would have waited.

        Whoever waits longer than it is followed has `HORIZON_SECONDS`.
        """
        for seat in self._desk.free:
            if self._asked:
                self._is_free(0.0, seat)
        if self._asked:
            self._events += [(self._rest(one), one.seat) for one in self._desk.busy]
            heapify(self._events)
            self._go_on()
        return self._waits

    def _go_on(self) -> None:
        """Let time pass until all who are asked about have been taken."""
        comes = self._until(self._desk.rate)
        number = -1
        while self._asked:
            now = self._events[0][0] if self._events else float(HORIZON_SECONDS)
            if min(now, comes) >= HORIZON_SECONDS:
                break
            if comes < now:
                self._comes(comes, number)
                comes += self._until(self._desk.rate)
                number -= 1
                continue
            _, seat = heappop(self._events)
            if seat >= 0:
                self._is_free(now, seat)
            elif self._idle[~seat]:  # somebody fits there by now, unless it was taken meanwhile
                self._idle[~seat] -= 1
                self._is_free(now, ~seat)

    def _comes(self, now: float, number: int) -> None:
        """Somebody comes into the line, like somebody who came lately."""
        desk = self._desk
        like = desk.arriving[int(self._draw.random() * len(desk.arriving))]
        if like.priority >= self._last:
            self._comes_behind(now, like)
            return
        self._leaves[number] = now + self._until(desk.leaving)
        insort(self._waiting, Customer(like.priority, now, number, like.queue, like.after))
        for seat, after in like.after.items():
            if self._idle[seat]:
                heappush(self._events, (now + after, ~seat))

    def _comes_behind(self, now: float, like: Customer) -> None:
        """Who comes behind all who are asked about takes an idle place, since that fits none of these, or none."""
        seat = next((seat for seat, after in like.after.items() if not after and self._idle[seat]), None)
        if seat is not None:
            self._idle[seat] -= 1
            heappush(self._events, (self._ends(now, like.queue), seat))

    def _is_free(self, now: float, seat: int) -> None:
        """A place goes to the first who fits; if there is none yet it is idle until somebody does."""
        fits_at = float(HORIZON_SECONDS)
        waiting = self._waiting
        position = 0
        while position < len(waiting):
            one = waiting[position]
            after = one.after.get(seat)
            if after is None:
                position += 1
            elif one.entered + after > now:
                fits_at = min(fits_at, one.entered + after)
                position += 1
            else:
                del waiting[position]
                if self._takes(now, seat, one):
                    return
        self._idle[seat] += 1
        if fits_at < HORIZON_SECONDS:
            heappush(self._events, (fits_at, ~seat))

    def _takes(self, now: float, seat: int, one: Customer) -> bool:
        """Whether who was first is still there, and so takes the place."""
        if one.number >= 0:
            self._waits[one.number] = now + self._drawn(self._desk.taking)
            self._asked -= 1
        if self._leaves[one.number] < now:
            return False
        heappush(self._events, (self._ends(now, one.queue), seat))
        return True

    def _ends(self, now: float, queue: str) -> float:
        return now + self._drawn(self._desk.taking) + self._drawn(self._desk.handled[queue])

    def _until(self, rate: float) -> float:
        """How long until what happens so many times a second: exponential."""
        return self._draw.expovariate(rate) if rate else float(HORIZON_SECONDS)

    def _rest(self, one: Busy) -> float:
        """How much longer a conversation is held: as one that lasted longer than it has so far, if enough did."""
        times = self._desk.handled[one.queue]
        first = bisect_right(times, one.elapsed)
        if len(times) - first < FEWEST_LONGER:
            return self._drawn(times)
        return times[first + int(self._draw.random() * (len(times) - first))] - one.elapsed

    def _drawn(self, times: Sequence[float]) -> float:
        return times[int(self._draw.random() * len(times))]
