"""How much longer those in line will wait."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from contracts.desk import Handover, Presence, WaitEstimate
from desk.history import History, history_of
from desk.policy import FEWEST_TIMES, FEWEST_WAITS
from desk.steps import claim
from desk.wait import estimates
from tests.unit.desk.floor import NOON, RULES, person, waiting
from tests.unit.desk.over import ended


def measured(**changes: Any) -> History:
    """Conversations take 300 s more or less, nobody leaves, nobody else comes."""
    draw = Random(3)  # noqa: S311
    over = [ended(n, waited=5, handled=draw.uniform(200, 400), told=(0, 20)) for n in range(FEWEST_WAITS)]
    return replace(history_of(over), came=[], margin=1.0, **changes)


def estimate(
    line: list[Handover], people: list[Presence], history: History | None = None, now: datetime = NOON
) -> dict[str, WaitEstimate]:
    found = estimates(line, people, RULES, history or measured(), now)
    return {handover.removeprefix("turn-"): wait for handover, wait in found.items()}


def busy(name: str = "ada", since: float = 0.0, **fields: Any) -> tuple[Handover, Presence]:
    """Somebody who holds a conversation for so many seconds."""
    change = claim(waiting(f"held-by-{name}"), person(name, **fields), {}, NOON - timedelta(seconds=since))
    assert change.handover
    return change.handover, change.presences[0]


def test_who_can_be_asked_for_at_once_waits_as_long_as_taking_takes() -> None:
    assert estimate([waiting()], [person()])["one"].high < 10


def test_who_stands_farther_back_waits_longer() -> None:
    held, ada = busy()
    line = [waiting(str(number), at=NOON - timedelta(seconds=9 - number)) for number in range(4)]
    found = estimate([*line, held], [ada])
    assert [found[str(number)].low for number in range(4)] == sorted(found[str(number)].low for number in range(4))
    assert 150 < found["0"].low < found["0"].high < 450
    assert 900 < found["3"].low < found["3"].high < 1500


def test_the_more_urgent_one_waits_less_though_they_came_later() -> None:
    held, ada = busy()
    found = estimate([waiting("old", at=NOON - timedelta(seconds=9)), waiting("urgent", priority=2), held], [ada])
    assert found["urgent"].high < found["old"].low


def test_what_has_been_held_for_long_ends_sooner() -> None:
    just_begun, ada = busy()
    nearly_over, also_ada = busy(since=190)
    assert (
        estimate([waiting(), nearly_over], [also_ada])["one"].high
        < estimate([waiting(), just_begun], [ada])["one"].low + 60
    )


def test_more_people_who_fit_make_it_shorter() -> None:
    held, ada = busy()
    others = [busy(name, since=60) for name in ("bob", "eve", "joe")]
    alone = estimate([waiting(), held], [ada])["one"]
    together = estimate([waiting(), held, *(one for one, _ in others)], [ada, *(one for _, one in others)])["one"]
    assert together.high < alone.high


def test_who_fits_only_later_is_waited_for() -> None:
    little = person(languages={"de": 2})
    found = estimate([waiting(language="de")], [little])["one"]
    assert 120 <= found.low <= found.high < 140


def test_those_who_come_and_overtake_make_it_longer() -> None:
    held, ada = busy()
    urgent = [waiting(f"came-{n}", priority=2, at=NOON - timedelta(seconds=40 * n)) for n in range(2)]
    alone, overtaken = measured(), replace(measured(), came=urgent)
    line = [waiting(), held]
    assert estimate(line, [ada], overtaken)["one"].high > 1.2 * estimate(line, [ada], alone)["one"].high


@pytest.mark.parametrize("status", ["away", "offline"])
def test_while_nobody_who_could_take_it_is_at_the_desk_there_is_no_figure(status: str) -> None:
    assert estimate([waiting()], [person(status=status)]) == {}
    assert estimate([waiting(language="fr")], [person()]) == {}


def test_while_too_few_times_were_measured_there_is_no_figure() -> None:
    few = history_of([ended(number, waited=5) for number in range(FEWEST_TIMES - 1)])
    assert estimate([waiting()], [person()], few) == {}


def test_who_may_wait_longer_than_an_hour_is_told_none() -> None:
    held, ada = busy()
    line = [waiting(str(number), at=NOON - timedelta(seconds=99 - number)) for number in range(20)]
    found = estimate([*line, held], [ada])
    assert "0" in found
    assert "19" not in found


def test_an_emergency_is_told_no_figure() -> None:
    assert estimate([waiting(priority=1)], [person()]) == {}


@pytest.mark.parametrize(("rate", "shown"), [(None, False), (0.79, False), (0.8, True), (1.0, True)])
def test_a_figure_is_told_once_enough_of_the_last_ones_held(rate: float | None, *, shown: bool) -> None:
    assert estimate([waiting()], [person()], measured(hit_rate=rate))["one"].shown is shown


def test_it_is_as_much_wider_as_the_last_ones_had_to_be() -> None:
    held, ada = busy()
    narrow = estimate([waiting(), held], [ada])["one"]
    wide = estimate([waiting(), held], [ada], replace(measured(), margin=1.5))["one"]
    assert wide.low < narrow.low < narrow.high < wide.high
    assert wide.margin == 1.5


def test_the_same_line_has_the_same_figures() -> None:
    held, ada = busy()
    assert estimate([waiting(), held], [ada]) == estimate([waiting(), held], [ada])
