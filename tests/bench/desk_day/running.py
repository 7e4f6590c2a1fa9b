"""A simulated day with everybody in it, by the desk's rules or by age alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from contracts.desk import EndedHandover
from contracts.desk_rules import DeskRules
from desk.history import History
from desk.match import fits
from tests.bench.desk_day.customers import Customer, customers
from tests.bench.desk_day.day import Day
from tests.bench.desk_day.estimating import Estimator, Told
from tests.bench.desk_day.people import Worker, workers


@dataclass(frozen=True)
class Ran:
    """A day that is over."""

    customers: Sequence[Customer]
    workers: Sequence[Worker]
    ended: Sequence[EndedHandover]
    told: Sequence[Told]
    occupancy: float
    """Share of the time of all places in which they were taken."""

    def served_well(self, rules: DeskRules) -> list[bool]:
        """Return of each who was served whether by somebody who masters what the first step of their queue asks for."""
        people = {one.presence.staff_id: one.presence for one in self.workers}
        return [
            fits(people[one.handover.staff_id], one.handover, rules.of_queue(one.handover.queue).steps[0])
            for one in self.ended
            if one.handover.staff_id and one.ending == "wrapped_up"
        ]

    def of_priority(self, priority: int) -> list[EndedHandover]:
        """Return the hand-overs of customers who have a priority, also where it counted for nothing."""
        names = {one.name for one in self.customers if one.priority == priority}
        return [one for one in self.ended if one.handover.conversation_id in names]


def run(
    seed: int, number: int, rules: DeskRules, learnt: Callable[[History], History] = lambda history: history
) -> Ran:
    """Let a day pass by the desk's rules, and tell everybody how long they will wait."""
    came, there, estimator = customers(seed, number), workers(seed), Estimator(rules, learnt)
    day = Day(came, there, rules, seed, estimator).run()
    return _ran(came, there, day, estimator.told(day))


def run_sooner(seed: int, number: int, rules: DeskRules, sooner: int) -> Ran:
    """Let the same day pass with steps that come so many times sooner, and tell nobody anything."""
    came, there = customers(seed, number), workers(seed)
    queues = {
        name: queue.changed(
            steps=tuple(step.changed(after_seconds=step.after_seconds // sooner) for step in queue.steps)
        )
        for name, queue in rules.queues.items()
    }
    return _ran(came, there, Day(came, there, rules.changed(queues=queues), seed).run(), ())


def run_by_age(seed: int, number: int, rules: DeskRules) -> Ran:
    """Let the same day pass with one line: no priorities, and who may take a conversation at last may at once."""
    came, there = customers(seed, number), workers(seed)
    equal = [replace(one, priority=3) for one in came]
    last = {
        name: queue.changed(steps=(queue.steps[-1].changed(after_seconds=0),)) for name, queue in rules.queues.items()
    }
    return _ran(came, there, Day(equal, there, rules.changed(queues=last), seed).run(), ())


def _ran(came: Sequence[Customer], there: Sequence[Worker], day: Day, told: Sequence[Told]) -> Ran:
    return Ran(came, there, day.floor.ended, told, day.floor.busy_seconds / day.floor.place_seconds)
