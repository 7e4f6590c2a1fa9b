"""What customers of a simulated day would be told of their wait, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from contracts.desk import EndedHandover, Handover
from contracts.desk_rules import DeskRules
from desk.history import History, history_of
from desk.policy import AIM
from desk.wait import estimates
from tests.bench.desk_day.day import Day
from tests.bench.desk_day.floor import Floor

LEARNS_EVERY: Final = 5
"""After so many hand-overs that are over the desk learns anew."""
LAST_WAITS: Final = 50
FEWEST_LAST_WAITS: Final = 10


@dataclass(frozen=True)
class Told:
    """One customer who was told a figure and taken in the end. Seconds."""

    low: float
    high: float
    waited: float
    at: datetime
    asked_at_once: bool
    before: int
    """How many stood in line when they came."""
    last: tuple[float, float] | None
    """What the last waits of their queue say, where there were enough."""

    @property
    def held(self) -> bool:
        """Whether they waited as long as they were told."""
        return self.low <= self.waited <= self.high


class Estimator:
    """Tells everybody who comes how long they will wait."""

    def __init__(self, rules: DeskRules, learnt: Callable[[History], History] = lambda history: history) -> None:
        """`learnt` may spoil what the desk has learnt."""
        self._rules, self._learnt = rules, learnt
        self._history = learnt(history_of([]))
        self._learnt_of = 0
        self._last: dict[str, tuple[float, float]] = {}

    def __call__(self, floor: Floor, handover: Handover, now: datetime) -> Handover:
        """Return somebody who comes with an estimate, if there is one."""
        if len(floor.ended) - self._learnt_of >= LEARNS_EVERY:
            self._history, self._learnt_of = self._learnt(history_of(floor.ended)), len(floor.ended)
        if last := last_waits(floor.ended, handover.queue):
            self._last[handover.conversation_id] = last
        opened = (*floor.opened.values(), handover)
        found = estimates(opened, floor.presences.values(), self._rules, self._history, now)
        return handover.changed(estimate=found.get(handover.handover_id))

    def told(self, day: Day) -> list[Told]:
        """Return what came of all figures that customers were told."""
        return [
            self._came_of(one, day)
            for one in day.floor.ended
            if one.handover.claimed_at and one.handover.estimate and one.handover.estimate.shown
        ]

    def _came_of(self, one: EndedHandover, day: Day) -> Told:
        name, estimate = one.handover.conversation_id, one.handover.estimate
        assert estimate
        return Told(
            low=estimate.low,
            high=estimate.high,
            waited=one.waited_seconds,
            at=one.handover.entered_at,
            asked_at_once=day.asked_at_once[name],
            before=day.before[name],
            last=self._last.get(name),
        )


def last_waits(ended: list[EndedHandover], queue: str) -> tuple[float, float] | None:
    """Return the middle of the last waits of a queue, as much of them as estimates aim at: the usual way."""
    taken = (one for one in ended[-20 * LAST_WAITS :] if one.handover.queue == queue and one.handover.claimed_at)
    waits = sorted([one.waited_seconds for one in taken][-LAST_WAITS:])
    if len(waits) < FEWEST_LAST_WAITS:
        return None
    cut = round(len(waits) * (1 - AIM) / 2)
    return waits[cut], waits[-1 - cut]


def measured_wrongly(history: History, factor: float, *, corrected: bool) -> History:
    """Return what a desk would have learnt had it measured handling times wrongly by a factor."""
    return History(
        handled={queue: [factor * seconds for seconds in times] for queue, times in history.handled.items()},
        handled_anywhere=[factor * seconds for seconds in history.handled_anywhere],
        taking=history.taking,
        leaving=history.leaving,
        came=history.came,
        margin=history.margin if corrected else 1.0,
        hit_rate=1.0,
    )


def hour_of(moment: datetime) -> datetime:
    """Return the hour in which a moment lies."""
    return moment - timedelta(minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond)
