"""What holds at the desk whatever happens there, and in which order."""
# ruff: noqa: D102, rules and invariants are sentences, as the names of tests are

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from contracts.desk import Presence
from contracts.errors import NotYours, Taken
from contracts.policy import EMERGENCY_PRIORITY
from desk.due import due, next_moment
from desk.match import may_take
from desk.steps import claim, end, give_back, hand_to, pass_on, raise_to, transfer
from tests.unit.desk.floor import Floor, person, waiting

LANGUAGES = st.dictionaries(st.sampled_from(["en", "de"]), st.integers(1, 5), min_size=1)
QUEUES = st.sampled_from(["service_desk", "roadside", "crisis"])
NUMBERS = st.integers(0, 30)


class AnyOrder(RuleBasedStateMachine):
    """People come and go, hand-overs come, are offered, taken, passed on and ended, and time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.floor = Floor()
        self.ranks: dict[str, Any] = {}
        self.entered = 0

    @initialize(people=st.lists(st.tuples(LANGUAGES, st.integers(1, 5), st.integers(1, 3)), min_size=1, max_size=5))
    def people_come(self, people: list[tuple[dict[str, int], int, int]]) -> None:
        for number, (languages, topic, places) in enumerate(people):
            name = f"p{number}"
            self.floor.presences[name] = person(name, languages=languages, topic=topic, places=places)

    def some(self, number: int) -> str:
        return sorted(self.floor.handovers)[number % len(self.floor.handovers)]

    def anyone(self, number: int) -> Presence:
        return self.floor.presences[f"p{number % len(self.floor.presences)}"]

    @rule(priority=st.integers(1, 5), queue=QUEUES, language=st.sampled_from(["en", "de"]))
    def somebody_enters(self, priority: int, queue: str, language: str) -> None:
        self.entered += 1
        name = str(self.entered)
        new = waiting(name, at=self.floor.now, priority=priority, queue=queue, language=language)
        self.floor.enter(new)
        self.ranks[new.conversation_id] = new.rank

    @rule(seconds=st.floats(0, 400))
    def time_passes(self, seconds: float) -> None:
        self.floor.move(seconds)
        for name in list(self.floor.handovers):
            self.floor.do_what_is_due(name)

    @rule()
    def offers_are_made(self) -> None:
        free = {one.staff_id: one.free_places("chat") for one in self.floor.presences.values()}
        made = self.floor.offer()
        for change in made:
            assert change.handover
            assert change.handover.priority != EMERGENCY_PRIORITY
            free[str(change.handover.staff_id)] -= 1
        assert all(free[str(change.handover.staff_id)] >= 0 for change in made if change.handover)
        for one in self.floor.handovers.values():
            if one.state == "waiting" and one.priority != EMERGENCY_PRIORITY:
                someone = [
                    p for p in self.floor.presences.values() if may_take(one, p, self.floor.rules, self.floor.now)
                ]
                assert not someone

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS, who=NUMBERS)
    def somebody_claims(self, which: int, who: int) -> None:
        handover = self.floor.handovers[self.some(which)]
        holder = handover.staff_id
        try:
            self.floor.apply(claim(handover, self.anyone(who), self.floor.presences, self.floor.now))
        except Taken:
            assert holder not in (None, self.anyone(who).staff_id)
        else:
            assert holder in (None, self.anyone(who).staff_id)

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS, who=NUMBERS)
    def somebody_declines(self, which: int, who: int) -> None:
        handover, name = self.floor.handovers[self.some(which)], self.anyone(who).staff_id
        try:
            self.floor.apply(pass_on(handover, name, self.floor.presences, self.floor.now))
        except NotYours:
            assert handover.state != "offered" or handover.staff_id != name

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS)
    def it_is_given_back(self, which: int) -> None:
        self.floor.apply(give_back(self.floor.handovers[self.some(which)], self.floor.presences, self.floor.now))

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS, queue=QUEUES)
    def it_is_transferred(self, which: int, queue: str) -> None:
        self.floor.apply(transfer(self.floor.handovers[self.some(which)], queue, self.floor.presences, self.floor.now))

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS, who=NUMBERS)
    def it_is_handed_to_one_by_name(self, which: int, who: int) -> None:
        handover = self.floor.handovers[self.some(which)]
        self.floor.apply(hand_to(handover, self.anyone(who), self.floor.presences, self.floor.now))

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS, queue=QUEUES, priority=st.integers(1, 5))
    def it_becomes_urgent(self, which: int, queue: str, priority: int) -> None:
        name = self.some(which)
        before = self.floor.handovers[name]
        self.floor.apply(raise_to(before, queue, priority, self.floor.presences, self.floor.now))
        after = self.floor.handovers[name]
        assert after.priority == min(before.priority, priority)
        self.ranks[name] = (after.priority, *self.ranks[name][1:])

    @precondition(lambda self: self.floor.handovers)
    @rule(which=NUMBERS)
    def it_ends(self, which: int) -> None:
        name = self.some(which)
        self.floor.apply(end(self.floor.handovers[name], "wrapped_up", self.floor.presences, self.floor.now))
        assert not any(name in one.holds for one in self.floor.presences.values())

    @rule(who=NUMBERS, status=st.sampled_from(["available", "away", "offline"]))
    def somebody_comes_or_goes(self, who: int, status: str) -> None:
        one = self.anyone(who)
        self.floor.presences[one.staff_id] = one.changed(status=status)

    @invariant()
    def what_people_hold_is_what_the_handovers_say(self) -> None:
        held = {name: one.staff_id for name, one in self.floor.handovers.items() if one.staff_id}
        holding = [(name, one.staff_id) for one in self.floor.presences.values() for name in one.holds]
        assert sorted(holding) == sorted(held.items())

    @invariant()
    def only_who_waits_has_nobody(self) -> None:
        assert all((one.state == "waiting") == (one.staff_id is None) for one in self.floor.handovers.values())

    @invariant()
    def nobody_loses_their_place(self) -> None:
        assert all(one.rank == self.ranks[name] for name, one in self.floor.handovers.items())

    @invariant()
    def nobody_is_lost(self) -> None:
        assert len(self.floor.handovers) + len(self.floor.ended) == self.entered

    @invariant()
    def what_comes_next_lies_in_the_future(self) -> None:
        for one in self.floor.handovers.values():
            if due(one, self.floor.rules, self.floor.now) is None:
                moment = next_moment(one, self.floor.rules, self.floor.now)
                assert moment is None or moment > self.floor.now


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
