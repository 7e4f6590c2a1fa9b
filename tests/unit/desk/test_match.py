"""Who is asked to take what."""

from datetime import timedelta

import pytest

from desk.match import matches, may_take, step_at
from desk.steps import offer, pass_on
from tests.unit.desk.floor import NOON, RULES, Floor, person, waiting


def asked(floor: Floor) -> dict[str, str | None]:
    floor.offer()
    return {one.handover_id.removeprefix("turn-"): one.staff_id for one in floor.handovers.values()}


def floor_with(*names: str, places: int = 1) -> Floor:
    return Floor(*(person(name, places=places) for name in names))


def test_the_more_urgent_is_first_then_the_older() -> None:
    floor = floor_with("ada", "bob")
    floor.enter(waiting("young", at=NOON - timedelta(seconds=10)))
    floor.enter(waiting("old", at=NOON - timedelta(seconds=20)))
    floor.enter(waiting("urgent", at=NOON, priority=2))
    assert asked(floor) == {"urgent": "ada", "old": "bob", "young": None}


def test_nobody_is_asked_to_take_more_than_they_have_places_for() -> None:
    floor = floor_with("ada", places=2)
    for number in range(3):
        floor.enter(waiting(str(number)))
    assert asked(floor) == {"0": "ada", "1": "ada", "2": None}


@pytest.mark.parametrize("status", ["away", "offline"])
def test_who_is_not_there_is_not_asked(status: str) -> None:
    floor = Floor(person("ada", status=status))
    floor.enter(waiting())
    assert asked(floor) == {"one": None}


def test_of_those_who_fit_the_best_is_asked() -> None:
    floor = Floor(person("ada", languages={"en": 4}), person("bob", languages={"en": 5}))
    floor.enter(waiting())
    assert asked(floor) == {"one": "bob"}


def test_of_equals_whoever_waits_longest_for_work_is_asked() -> None:
    floor = Floor(person("ada"), person("bob", idle_since=NOON - timedelta(minutes=5)))
    floor.enter(waiting())
    assert asked(floor) == {"one": "bob"}


def test_whoever_declined_is_asked_last_but_still_asked() -> None:
    floor = floor_with("ada", "bob")
    floor.enter(waiting())
    assert asked(floor) == {"one": "ada"}
    floor.apply(pass_on(floor.one(), "ada", floor.presences, NOON))
    assert asked(floor) == {"one": "bob"}
    floor.apply(pass_on(floor.one(), "bob", floor.presences, NOON))
    assert asked(floor)["one"] is not None


@pytest.mark.parametrize(
    ("waited", "language", "topic"),
    [(0, 4, 3), (44.999, 4, 3), (45, 3, 2), (119, 3, 2), (120, 2, 1), (9000, 2, 1)],
)
def test_the_longer_it_waits_the_less_is_asked_for(waited: float, language: int, topic: int) -> None:
    step = step_at(waiting(), RULES, NOON + timedelta(seconds=waited))
    assert (step.language, step.topic) == (language, topic)


def test_who_speaks_the_language_a_little_is_asked_after_two_minutes() -> None:
    floor = Floor(person("ada", languages={"de": 2}))
    floor.enter(waiting(language="de"))
    floor.move(119)
    assert asked(floor) == {"one": None}
    floor.move(1)
    assert asked(floor) == {"one": "ada"}


def test_a_clock_that_is_behind_asks_for_what_the_first_step_asks() -> None:
    assert step_at(waiting(), RULES, NOON - timedelta(seconds=3)).after_seconds == 0


def test_an_emergency_rings_for_all_who_fit_and_is_offered_to_nobody() -> None:
    emergency = waiting(priority=1, language="de")
    little = person("ada", languages={"de": 2}, topic=1)
    busy = person("bob", languages={"de": 5}, holds={"conversation-other": "chat"})
    neither = person("eve", languages={"en": 5})
    assert matches([emergency], [little, busy, neither], RULES, NOON) == []
    rings = [one.staff_id for one in (little, busy, neither) if may_take(emergency, one, RULES, NOON)]
    assert rings == ["ada", "bob"]


def test_what_is_offered_or_held_is_offered_to_nobody_else() -> None:
    asked_once = offer(waiting(), person("ada"), NOON).handover
    assert asked_once
    assert matches([asked_once, asked_once.changed(state="held")], [person("bob")], RULES, NOON) == []
