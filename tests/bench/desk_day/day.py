"""One day at the desk: events in the order of their time, and what the desk makes of each."""

import heapq
import itertools
import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from contracts.desk import Change, Handover, Needs, Status
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.due import due, escalate, next_moment
from desk.match import matches, may_take
from desk.policy import GONE_SECONDS
from desk.steps import claim, end, give_back, pass_on
from tests.bench.desk_day.customers import CLOSES, OPENS, Customer
from tests.bench.desk_day.floor import Floor
from tests.bench.desk_day.people import ANSWER_SPREAD, DECLINES, LAPSES, MEDIAN_ANSWER, Worker

Estimate = Callable[[Floor, Handover, datetime], Handover]
"""Gives somebody who enters the line an estimate of their wait."""
_Event = tuple[datetime, int, Callable[..., None], tuple[Any, ...]]


def no_estimate(_floor: Floor, handover: Handover, _now: datetime) -> Handover:
    """Tell nobody how long they will wait."""
    return handover


class Day:
    """A day that can be run once. `floor` then holds everything that was."""

    def __init__(
        self,
        customers: Sequence[Customer],
        workers: Sequence[Worker],
        rules: DeskRules,
        seed: int,
        estimate: Estimate = no_estimate,
    ) -> None:
        self.floor = Floor([one.presence for one in workers])
        self.asked_at_once: dict[str, bool] = {}
        """Whether somebody could be asked when a customer came, by conversation."""
        self.before: dict[str, int] = {}
        """How many stood in line when a customer came."""
        self._rules, self._estimate = rules, estimate
        self._customers = {one.name: one for one in customers}
        self._pace = {one.presence.staff_id: one.pace for one in workers}
        self._draw = Random(f"day {seed}")  # noqa: S311, a simulation
        self._gone: set[str] = set()
        self._rung: set[tuple[str, str, datetime]] = set()
        self._now = OPENS
        self._events: list[_Event] = []
        self._order = itertools.count()
        for customer in customers:
            self._at(customer.at, self._comes, customer)
        for worker in workers:
            self._plan(worker)
        self._at(CLOSES, self._closes)

    def run(self) -> "Day":
        """Let the day pass. Raises `AssertionError` for anything lost, held twice, or open in the end."""
        while self._events:
            moment, _, what, arguments = heapq.heappop(self._events)
            self.floor.pass_time((moment - self._now).total_seconds())
            self._now = moment
            what(*arguments)
        if self.floor.opened:
            raise AssertionError("somebody was left in the end")
        return self

    def _plan(self, worker: Worker) -> None:
        name = worker.presence.staff_id
        self._at(worker.comes, self._turns, name, "available")
        self._at(worker.leaves, self._turns, name, "away")
        for begins, ends in worker.breaks:
            if ends < worker.leaves:
                self._at(begins, self._turns, name, "away")
                self._at(ends, self._turns, name, "available")
        if worker.vanishes:
            gone, back = worker.vanishes
            self._at(gone, self._gone.add, name)
            self._at(gone + timedelta(seconds=GONE_SECONDS), self._is_missed, name)
            self._at(back, self._is_back, name, "available" if back < worker.leaves else "away")

    def _at(self, moment: datetime, what: Callable[..., None], *arguments: Any) -> None:
        heapq.heappush(self._events, (moment, next(self._order), what, arguments))

    def _after(self, seconds: float, what: Callable[..., None], *arguments: Any) -> None:
        self._at(self._now + timedelta(seconds=seconds), what, *arguments)

    # --- Customers -----------------------------------------------------------------------------------------------

    def _comes(self, one: Customer) -> None:
        handover = Handover(
            handover_id=f"turn-{one.name}",
            conversation_id=one.name,
            tenant="harbour",
            region="us-east-1",
            queue=one.queue,
            priority=one.priority,
            needs=Needs(language=one.language),
            entered_at=self._now,
            since=self._now,
        )
        people = self.floor.presences.values()
        self.before[one.name] = self.floor.waiting()
        self.asked_at_once[one.name] = any(may_take(handover, person, self._rules, self._now) for person in people)
        self.floor.enter(self._estimate(self.floor, handover, self._now))
        self._look(one.name)
        if math.isfinite(one.patience):
            self._after(one.patience, self._gives_up, one.name)
        self._match()

    def _gives_up(self, name: str) -> None:
        one = self.floor.opened.get(name)
        if one and one.claimed_at is None:
            self._step(name, end(one, "abandoned", self.floor.presences, self._now))

    def _closes(self) -> None:
        """Who is still in line when all have left is nobody's to wait for any more."""
        for name, one in list(self.floor.opened.items()):
            if one.state != "held":
                self._step(name, end(one, "withdrawn", self.floor.presences, self._now))

    # --- What is due ---------------------------------------------------------------------------------------------

    def _step(self, name: str, change: Change) -> None:
        """Keep a step, see what is due then, and ask again whoever may be asked now."""
        self.floor.apply(change)
        if name in self.floor.opened:
            self._look(name)
        self._match()

    def _look(self, name: str) -> None:
        """Do what is due for a hand-over, and come back when something may be next."""
        one = self.floor.opened[name]
        match due(one, self._rules, self._now):
            case "lapse":
                self.floor.apply(pass_on(one, str(one.staff_id), self.floor.presences, self._now))
                self._look(name)
            case "escalate":
                self.floor.apply(escalate(one, self._rules, self._now))
                self._look(name)
            case None:
                if moment := next_moment(one, self._rules, self._now):
                    self._at(moment, self._look_again, name, one.since)

    def _look_again(self, name: str, since: datetime) -> None:
        one = self.floor.opened.get(name)
        if one and one.since == since:
            self._look(name)
            self._match()

    def _match(self) -> None:
        opened, people = self.floor.opened, self.floor.presences
        for change in matches(list(opened.values()), list(people.values()), self._rules, self._now):
            handover = change.handover
            if handover is None or people[str(handover.staff_id)].free_places(handover.channel) < 1:
                raise AssertionError("an offer to somebody without a free place")
            self.floor.apply(change)
            self._look(handover.conversation_id)
            self._is_asked(handover)
        for one in opened.values():
            if one.priority == EMERGENCY_PRIORITY and one.state == "waiting":
                self._ring(one)

    def _ring(self, one: Handover) -> None:
        """An emergency rings for all who may take it, for each once."""
        for person in self.floor.presences.values():
            rings = one.conversation_id, person.staff_id, one.since
            if rings not in self._rung and may_take(one, person, self._rules, self._now):
                self._rung.add(rings)
                self._after(self._answer(), self._claims, *rings)

    # --- People --------------------------------------------------------------------------------------------------

    def _answer(self) -> float:
        return self._draw.lognormvariate(math.log(MEDIAN_ANSWER), ANSWER_SPREAD)

    def _is_asked(self, one: Handover) -> None:
        luck = self._draw.random()
        what = self._declines if luck < DECLINES else self._claims
        if luck >= DECLINES + LAPSES or luck < DECLINES:
            self._after(self._answer(), what, one.conversation_id, one.staff_id, one.since)

    def _declines(self, name: str, who: str, since: datetime) -> None:
        one = self.floor.opened.get(name)
        if one and one.state == "offered" and one.since == since and who not in self._gone:
            self._step(name, pass_on(one, who, self.floor.presences, self._now))

    def _claims(self, name: str, who: str, since: datetime) -> None:
        """Somebody takes what they are asked to take, or an emergency that rings, if it is still there."""
        one = self.floor.opened.get(name)
        if one is None or one.since != since or one.state == "held" or who in self._gone:
            return
        self.floor.apply(claim(one, self.floor.presences[who], self.floor.presences, self._now))
        self._after(self._customers[name].handling * self._pace[who], self._finishes, name, self._now)

    def _finishes(self, name: str, since: datetime) -> None:
        one = self.floor.opened.get(name)
        if one and one.state == "held" and one.since == since and one.staff_id not in self._gone:
            self._step(name, end(one, "wrapped_up", self.floor.presences, self._now))

    def _turns(self, who: str, status: Status) -> None:
        """Somebody comes, goes, or has a break: what they hold they finish, what they are asked is asked of others."""
        if who in self._gone:
            return
        person = self.floor.presences[who]
        idle_since = self._now if status == "available" else person.idle_since
        self.floor.presences[who] = person.changed(status=status, idle_since=idle_since)
        for name, one in list(self.floor.opened.items()):
            if status != "available" and one.state == "offered" and one.staff_id == who:
                self.floor.apply(pass_on(one, who, self.floor.presences, self._now))
                self._look(name)
        self._match()

    def _is_missed(self, who: str) -> None:
        """Nothing was heard of somebody for so long that others take what they held."""
        self.floor.presences[who] = self.floor.presences[who].changed(status="offline")
        for name, one in list(self.floor.opened.items()):
            if one.staff_id == who:
                self._step(name, give_back(one, self.floor.presences, self._now))

    def _is_back(self, who: str, status: Status) -> None:
        self._gone.discard(who)
        self._turns(who, status)
