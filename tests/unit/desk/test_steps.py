"""What may become of a hand-over, step by step."""

from datetime import timedelta

import pytest

from contracts.errors import NotYours, Taken
from desk.steps import claim, end, give_back, hand_to, offer, pass_on, raise_to, transfer
from tests.unit.desk.floor import NOON, Floor, person, waiting

LATER = NOON + timedelta(seconds=90)


def held_by_ada() -> Floor:
    floor = Floor(person("ada"), person("bob"))
    floor.apply(claim(waiting(), floor.presences["ada"], floor.presences, NOON))
    return floor


def test_an_offer_takes_a_place_of_its_person() -> None:
    change = offer(waiting(), person(), LATER)
    assert change.handover
    assert (change.handover.state, change.handover.staff_id) == ("offered", "ada")
    assert change.handover.since == LATER
    assert change.presences[0].free_places("chat") == 0


def test_the_wait_ends_when_a_person_first_takes_it() -> None:
    floor = Floor(person())
    floor.apply(claim(waiting(), floor.presences["ada"], floor.presences, LATER))
    floor.apply(give_back(floor.one(), floor.presences, LATER + timedelta(seconds=10)))
    floor.apply(claim(floor.one(), floor.presences["ada"], floor.presences, LATER + timedelta(seconds=60)))
    assert floor.one().claimed_at == LATER


def test_whoever_claims_has_seen_the_danger() -> None:
    change = claim(waiting(alert="crash"), person(), {}, LATER)
    assert change.handover
    assert change.handover.alert is None


def test_what_somebody_holds_cannot_be_claimed_by_another() -> None:
    floor = held_by_ada()
    with pytest.raises(Taken):
        claim(floor.one(), floor.presences["bob"], floor.presences, LATER)


def test_what_is_offered_to_one_cannot_be_claimed_by_another() -> None:
    floor = Floor(person("ada"), person("bob"))
    floor.apply(offer(waiting(), floor.presences["ada"], NOON))
    with pytest.raises(Taken):
        claim(floor.one(), floor.presences["bob"], floor.presences, LATER)


def test_claiming_twice_changes_nothing() -> None:
    floor = held_by_ada()
    assert claim(floor.one(), floor.presences["ada"], floor.presences, LATER).handover is None


def test_what_a_later_version_holds_in_a_state_of_its_own_cannot_be_claimed() -> None:
    unknown = waiting().model_validate(waiting().model_dump() | {"state": "parked"})
    with pytest.raises(Taken):
        claim(unknown, person(), {}, LATER)


def test_only_whoever_is_asked_can_pass_it_on() -> None:
    floor = Floor(person("ada"), person("bob"))
    floor.apply(offer(waiting(), floor.presences["ada"], NOON))
    with pytest.raises(NotYours):
        pass_on(floor.one(), "bob", floor.presences, LATER)
    floor.apply(claim(floor.one(), floor.presences["ada"], floor.presences, LATER))
    with pytest.raises(NotYours):
        pass_on(floor.one(), "ada", floor.presences, LATER)


@pytest.mark.parametrize("how", ["declined", "given back", "transferred", "handed on and declined"])
def test_its_place_in_line_is_kept(how: str) -> None:
    floor = Floor(person("ada"), person("bob"))
    before = waiting()
    floor.apply(offer(before, floor.presences["ada"], LATER))
    if how == "declined":
        floor.apply(pass_on(floor.one(), "ada", floor.presences, LATER))
    elif how == "given back":
        floor.apply(claim(floor.one(), floor.presences["ada"], floor.presences, LATER))
        floor.apply(give_back(floor.one(), floor.presences, LATER))
    elif how == "transferred":
        floor.apply(transfer(floor.one(), "sales", floor.presences, LATER))
    else:
        floor.apply(hand_to(floor.one(), floor.presences["bob"], floor.presences, LATER))
        floor.apply(pass_on(floor.one(), "bob", floor.presences, LATER))
    assert floor.one().rank == before.rank
    assert (floor.one().state, floor.one().staff_id) == ("waiting", None)
    assert all(not one.holds for one in floor.presences.values())


def test_whoever_gave_it_back_is_asked_last() -> None:
    floor = held_by_ada()
    floor.apply(give_back(floor.one(), floor.presences, LATER, note="asks for the workshop"))
    floor.now = LATER
    floor.offer()
    assert floor.one().staff_id == "bob"
    assert floor.one().note == "asks for the workshop"


def test_another_queue_begins_anew_with_whom_to_ask() -> None:
    floor = Floor(person("ada"))
    floor.apply(offer(waiting(), floor.presences["ada"], NOON))
    floor.apply(pass_on(floor.one(), "ada", floor.presences, NOON))
    floor.apply(transfer(floor.one(), "sales", floor.presences, LATER))
    assert (floor.one().queue, floor.one().passed_by) == ("sales", ())


def test_what_is_handed_to_one_by_name_leaves_whoever_had_it() -> None:
    floor = held_by_ada()
    floor.apply(hand_to(floor.one(), floor.presences["bob"], floor.presences, LATER))
    assert floor.one().staff_id == "bob"
    assert not floor.presences["ada"].holds
    assert list(floor.presences["bob"].holds) == ["conversation-one"]


def test_what_a_person_holds_stays_with_them_when_it_becomes_urgent() -> None:
    floor = held_by_ada()
    floor.apply(raise_to(floor.one(), "roadside", 1, floor.presences, LATER))
    assert (floor.one().priority, floor.one().queue, floor.one().staff_id) == (1, "service_desk", "ada")


def test_an_emergency_goes_back_in_line_from_the_one_who_is_asked() -> None:
    floor = Floor(person("ada"))
    floor.apply(offer(waiting(queue="roadside"), floor.presences["ada"], NOON))
    floor.apply(raise_to(floor.one(), "roadside", 1, floor.presences, LATER))
    assert (floor.one().state, floor.one().staff_id) == ("waiting", None)
    assert not floor.presences["ada"].holds


def test_what_waits_never_becomes_less_urgent() -> None:
    emergency = waiting(queue="roadside", priority=1)
    assert raise_to(emergency, "sales", 4, {}, LATER).handover is None


def test_nobody_is_moved_out_of_a_crisis() -> None:
    change = raise_to(waiting(queue="crisis", priority=1), "roadside", 1, {}, LATER)
    assert change.handover is None or change.handover.queue == "crisis"


@pytest.mark.parametrize("begun", ["waiting", "offered", "held"])
def test_an_end_leaves_nothing_behind(begun: str) -> None:
    floor = Floor(person("ada"))
    floor.enter(waiting())
    if begun != "waiting":
        floor.apply(offer(floor.one(), floor.presences["ada"], NOON))
    if begun == "held":
        floor.apply(claim(floor.one(), floor.presences["ada"], floor.presences, NOON))
    floor.apply(end(floor.one(), "wrapped_up", floor.presences, LATER))
    assert not floor.handovers
    assert not floor.presences["ada"].holds
    assert floor.ended[0].handled_seconds == (90 if begun == "held" else None)
    assert floor.ended[0].waited_seconds == (0 if begun == "held" else 90)


def test_whoever_left_the_desk_is_not_written_when_what_they_held_ends() -> None:
    floor = held_by_ada()
    assert end(floor.one(), "abandoned", {}, LATER).presences == ()
