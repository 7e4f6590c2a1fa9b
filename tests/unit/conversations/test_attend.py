"""What happens at the desk by itself, and who is there; tables in moto."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from contracts.desk import Change
from contracts.desk_api import PresenceWanted
from contracts.errors import NotYours
from conversations.attend import attend
from conversations.claim import claim_conversation
from conversations.presence import keep_alive, set_presence
from desk.policy import GONE_SECONDS
from handlers.wiring.conversations import SESSIONS
from store.desk import find_floors, write_change
from store.transcripts import read_transcript
from tests.unit.aws import DESK, REGION, TENANT
from tests.unit.conversations.people import (
    ANNA,
    BEN,
    at_desk,
    holder,
    nobody_told,
    now,
    open_of,
    presence,
    record,
    unseen_since,
    waits,
)

pytestmark = pytest.mark.usefixtures("tables")
LONG_AGO = timedelta(seconds=GONE_SECONDS + 1)


def look() -> None:
    attend(TENANT, SESSIONS, DESK, nobody_told)


def older(seconds: float, conversation_id: str = "c1") -> None:
    """Let a hand-over have come into the line, and into its state, so many seconds earlier."""
    found, by = open_of(conversation_id), timedelta(seconds=seconds)
    assert write_change(Change(found.changed(entered_at=found.entered_at - by, since=found.since - by)))


def test_who_waits_is_offered_to_who_is_free() -> None:
    waits()
    look()
    assert open_of().state == "waiting"
    at_desk(ANNA)
    look()
    assert (open_of().state, open_of().staff_id, presence(ANNA).holds) == ("offered", "anna", {"c1": "chat"})


def test_offers_of_one_look_never_go_beyond_the_places_of_a_person() -> None:
    for number in range(5):
        waits(f"c{number}")
    at_desk(ANNA, places=2)
    at_desk(BEN)
    look()
    look()
    assert (len(presence(ANNA).holds), len(presence(BEN).holds)) == (2, 1)
    assert [open_of(f"c{number}").state for number in range(5)].count("waiting") == 2


def test_many_who_look_at_once_offer_each_conversation_once() -> None:
    for number in range(6):
        waits(f"c{number}")
    at_desk(ANNA, BEN, places=3)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda _: look(), range(6)))
    look()
    held = [*presence(ANNA).holds, *presence(BEN).holds]
    assert sorted(held) == [f"c{number}" for number in range(6)]
    assert {open_of(name).staff_id for name in presence(ANNA).holds} == {"anna"}


def test_an_offer_that_nobody_takes_lapses_and_goes_to_the_next() -> None:
    waits()
    at_desk(ANNA)
    look()
    at_desk(BEN)
    older(25)
    look()
    assert (open_of().state, open_of().staff_id, open_of().passed_by) == ("offered", "ben", ("anna",))
    assert presence(ANNA).holds == {}


def test_a_long_wait_is_reported_once_for_each_time() -> None:
    waits()
    older(130)
    look()
    look()
    assert open_of().escalations == 1
    older(200)
    look()
    assert open_of().escalations == 2


def test_who_vanishes_gives_back_what_they_hold_at_its_place() -> None:
    waits()
    at_desk(ANNA, BEN)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    before = open_of()
    unseen_since(ANNA, now() - LONG_AGO)
    look()
    after = open_of()
    assert (after.state, after.staff_id, after.entered_at) == ("offered", "ben", before.entered_at)
    assert (presence(ANNA).status, presence(ANNA).reason, presence(ANNA).holds) == ("offline", "gone", {})
    assert (holder(), read_transcript("c1")[0][-1].event) == (("queue", None), "left")


def test_who_is_heard_of_in_time_keeps_what_they_hold() -> None:
    waits()
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    unseen_since(ANNA, now() - timedelta(seconds=GONE_SECONDS - 20))
    keep_alive(record(ANNA), DESK)
    assert now() - presence(ANNA).seen_at < timedelta(seconds=20)
    look()
    assert holder() == ("person", "Anna")


def test_a_beat_right_after_another_writes_nothing() -> None:
    at_desk(ANNA)
    before = presence(ANNA)
    keep_alive(record(ANNA), DESK)
    assert presence(ANNA) == before


def test_a_beat_of_somebody_who_left_does_not_bring_them_back() -> None:
    at_desk(ANNA)
    set_presence(record(ANNA), PresenceWanted(status="offline"), SESSIONS, DESK, nobody_told)
    keep_alive(record(ANNA), DESK)
    assert presence(ANNA).status == "offline"


def test_who_goes_away_keeps_what_they_hold_and_is_asked_no_more() -> None:
    waits("c1")
    at_desk(ANNA, places=2)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    waits("c2")
    look()
    assert open_of("c2").state == "offered"
    set_presence(record(ANNA), PresenceWanted(status="away", reason="lunch"), SESSIONS, DESK, nobody_told)
    look()
    assert (presence(ANNA).status, presence(ANNA).reason, presence(ANNA).holds) == ("away", "lunch", {"c1": "chat"})
    assert (holder("c1"), open_of("c2").state) == (("person", "Anna"), "waiting")


def test_who_leaves_gives_everything_back() -> None:
    waits("c1")
    at_desk(ANNA, places=2)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    told: list[str] = []
    set_presence(record(ANNA), PresenceWanted(status="offline"), SESSIONS, DESK, lambda name, entry: told.append(name))
    assert (presence(ANNA).holds, open_of("c1").state, told) == ({}, "waiting", ["c1"])


def test_who_never_came_cannot_be_kept_alive() -> None:
    keep_alive(record(ANNA), DESK)
    waits()
    with pytest.raises(NotYours):
        claim_conversation("c1", ANNA, SESSIONS, DESK)


def test_a_tenant_with_a_hand_over_is_seen_to_by_the_sweep() -> None:
    assert find_floors(REGION) == []
    waits()
    waits("c2")
    assert find_floors(REGION) == [TENANT]
