"""What happens at the desk although nobody does anything."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.desk import Handover
from contracts.desk_rules import DeskRules, QueueRules, Step
from desk.due import due, next_moment
from desk.policy import EMERGENCY_ESCALATE_AFTER
from desk.steps import claim, give_back, hand_to, raise_to
from tests.unit.desk.floor import NOON, RULES, Floor, person, waiting

RISING = st.lists(st.integers(1, 2000), max_size=4, unique=True).map(lambda marks: tuple(sorted(marks)))


def follow(floor: Floor, name: str, until: float) -> list[datetime]:
    """Look at a hand-over only when `next_moment` says so; returns these moments."""
    looked: list[datetime] = []
    end = floor.now + timedelta(seconds=until)
    floor.do_what_is_due(name)
    while moment := next_moment(floor.handovers[name], floor.rules, floor.now):
        assert moment > floor.now
        if moment > end:
            break
        floor.now = moment
        looked.append(moment)
        floor.do_what_is_due(name)
    return looked


def seconds(moments: list[datetime], since: datetime = NOON) -> list[float]:
    return [(moment - since).total_seconds() for moment in moments]


@settings(deadline=None)
@given(steps=RISING, reports=RISING, emergency=st.booleans())
def test_every_step_and_every_report_is_reached_once(
    steps: tuple[int, ...], reports: tuple[int, ...], *, emergency: bool
) -> None:
    ladder = tuple(Step(after_seconds=mark, language=1) for mark in (0, *steps))
    floor = Floor(rules=DeskRules(queues={"others": QueueRules(steps=ladder, escalate_after=reports)}))
    floor.enter(waiting(priority=1 if emergency else 3))
    looked = seconds(follow(floor, "conversation-one", 10_000))
    expected = EMERGENCY_ESCALATE_AFTER if emergency else reports
    assert seconds([moment for _, moment in floor.reported]) == list(expected)
    assert looked == sorted(set(expected) if emergency else {*steps, *reports})


def test_an_offer_lapses_once_and_the_reports_it_outlasted_are_made_then() -> None:
    floor = Floor(person())
    floor.enter(waiting())
    floor.move(110)
    floor.offer()
    assert seconds(follow(floor, "conversation-one", 60)) == [130]
    assert seconds([moment for _, moment in floor.lapsed]) == [130]
    assert seconds([moment for _, moment in floor.reported]) == [130]


def test_many_reports_that_have_passed_are_one() -> None:
    floor = Floor(person())
    floor.apply(claim(waiting(), floor.presences["ada"], floor.presences, NOON))
    floor.move(3600)
    floor.apply(give_back(floor.one(), floor.presences, floor.now))
    floor.do_what_is_due("conversation-one")
    assert len(floor.reported) == 1


def test_nothing_becomes_due_for_what_somebody_holds() -> None:
    floor = Floor(person())
    floor.apply(claim(waiting(priority=1), floor.presences["ada"], floor.presences, NOON))
    assert next_moment(floor.one(), RULES, NOON) is None
    assert due(floor.one(), RULES, NOON + timedelta(days=1)) is None


def lost_by_its_holder(floor: Floor) -> Handover:
    floor.apply(claim(waiting(priority=1), floor.presences["ada"], floor.presences, NOON))
    floor.move(3600)
    floor.apply(give_back(floor.one(), floor.presences, floor.now))
    return floor.one()


def raised_late(floor: Floor) -> Handover:
    floor.enter(waiting(escalations=2))
    floor.move(3600)
    floor.apply(raise_to(floor.one(), floor.one().queue, 1, floor.presences, floor.now))
    return floor.one()


def handed_to_one_who_let_it_lapse(floor: Floor) -> Handover:
    floor.enter(waiting(priority=1, escalations=5))
    floor.move(3580)
    floor.apply(hand_to(floor.one(), floor.presences["ada"], floor.presences, floor.now))
    floor.move(20)
    floor.do_what_is_due("conversation-one")
    return floor.one()


@pytest.mark.parametrize("how", [lost_by_its_holder, raised_late, handed_to_one_who_let_it_lapse])
def test_an_emergency_is_reported_anew_from_when_nobody_has_it(how: object) -> None:
    floor = Floor(person())
    assert callable(how)
    assert how(floor).state == "waiting"
    began = floor.now
    follow(floor, "conversation-one", 1000)
    assert seconds([moment for _, moment in floor.reported], began) == list(EMERGENCY_ESCALATE_AFTER)
