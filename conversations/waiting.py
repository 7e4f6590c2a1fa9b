"""Where those stand who wait, and how long they will: recomputed as the line moves, noted when they enter it."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from contracts.desk import Change, Handover, WaitEstimate
from contracts.desk_rules import DeskRules
from contracts.public import Waiting, WaitTold
from conversations.policy import HISTORY_SECONDS
from conversations.stores import Desk
from desk.figures import figures
from desk.history import History, history_of
from desk.hours import opening
from desk.wait import estimates


class Waits:
    """Says how long those who wait at a region's desks will. Keeps for a while what it learnt of those who waited."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._clock = clock
        self._learnt: dict[str, tuple[float, History]] = {}

    def told(self, tenant: str) -> dict[str, Waiting]:
        """Return where all stand who wait at a tenant's desk, by conversation; notes what is first estimated of each.

        What is noted tells later whether estimates come true. Raises `Unavailable`.
        """
        now, rules = datetime.now(UTC), self._desk.tenant(tenant).desk
        floor = self._desk.floor(tenant)
        found = estimates(floor.handovers, floor.presences.values(), rules, self._history(tenant), now)
        line = sorted((one for one in floor.handovers if one.state != "held"), key=lambda one: one.rank)
        for one in line:
            self._note(one, found.get(one.handover_id))
        return waiting_told(line, found, rules, now)

    def _history(self, tenant: str) -> History:
        kept = self._learnt.get(tenant)
        if kept is None or self._clock() - kept[0] > HISTORY_SECONDS:
            kept = (self._clock(), history_of(self._desk.ended(tenant)))
            self._learnt[tenant] = kept
        return kept[1]

    def _note(self, handover: Handover, estimate: WaitEstimate | None) -> None:
        """Note a first estimate. Who was faster has changed the line, which is then estimated anew."""
        if estimate is not None and handover.estimate is None and handover.claimed_at is None:
            self._desk.change(Change(handover.changed(estimate=estimate)))


def waiting_told(
    line: list[Handover], found: Mapping[str, WaitEstimate], rules: DeskRules, now: datetime
) -> dict[str, Waiting]:
    """Return what each of a sorted line is told, by conversation. Pure."""
    places: dict[str, int] = {}
    told = {}
    for one in line:
        places[one.queue] = places.get(one.queue, 0) + 1
        opened = opening(rules.site_of(one.queue), now)
        told[one.conversation_id] = Waiting(
            place=places[one.queue], wait=_told(found.get(one.handover_id)), opens_at=opened.opens_at
        )
    return told


def _told(estimate: WaitEstimate | None) -> WaitTold | None:
    if estimate is None or not estimate.shown:
        return None
    shown = figures(estimate)
    return WaitTold(low=shown.low, high=shown.high, unit=shown.unit)
