"""A conversation goes on to somebody else; what people write; how it ends. Tables in moto."""

import pytest

from contracts.desk_api import StaffMessage, StaffNote, Transfer, WrapUp
from contracts.desk_rules import DeskRules, QueueRules, Site
from contracts.errors import EmergencyWaits, InvalidInput, NotFound, NotYours
from contracts.tenant import Tenant
from conversations.claim import claim_conversation
from conversations.close import close_conversation
from conversations.leave import leave_person
from conversations.pass_along import give_conversation_back, transfer_conversation
from conversations.staff_words import add_note, write_to_customer
from conversations.wrap_up import wrap_up
from handlers.wiring.conversations import SESSIONS
from store.desk import read_ended
from store.staff_entries import read_recorded
from store.tenants import save_tenant
from store.transcripts import read_transcript
from tests.unit import builders
from tests.unit.aws import DESK, REGION, TENANT, stored_session
from tests.unit.conversations.people import (
    ANNA,
    BEN,
    SAM,
    answer_with,
    at_desk,
    holder,
    is_open,
    open_of,
    presence,
    waits,
)

pytestmark = pytest.mark.usefixtures("tables")
HELLO = StaffMessage(text="Hello <b>there</b>", client_message_id="m1")
DONE = WrapUp(disposition="solved")


def held_by_anna(priority: int = 3) -> None:
    waits(priority=priority)
    at_desk(ANNA, BEN)
    claim_conversation("c1", ANNA, SESSIONS, DESK)


def events() -> list[str]:
    return [str(entry.event) for entry in read_transcript("c1")[0] if entry.event]


def test_who_has_the_conversation_writes_to_the_customer_and_nobody_else_does() -> None:
    held_by_anna()
    entry = write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK)
    assert (entry.author, entry.name, entry.text) == ("person", "Anna", "Hello <b>there</b>")
    for other in (BEN, SAM):
        with pytest.raises(NotYours):
            write_to_customer("c1", other, HELLO.changed(client_message_id="m2"), SESSIONS, DESK)
    assert read_transcript("c1")[0][-1] == entry


def test_a_message_that_is_sent_again_is_stored_once() -> None:
    held_by_anna()
    first = write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK)
    assert write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK) == first
    assert [entry.text for entry in read_transcript("c1")[0]].count(HELLO.text) == 1


def test_who_lost_the_conversation_between_two_messages_cannot_send_the_second() -> None:
    held_by_anna()
    write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK)
    transfer_conversation("c1", SAM, Transfer(queue="sales"), SESSIONS, DESK)
    with pytest.raises(NotYours):
        write_to_customer("c1", ANNA, HELLO.changed(client_message_id="m2"), SESSIONS, DESK)


def test_a_note_is_for_colleagues_alone() -> None:
    held_by_anna()
    before = read_transcript("c1")
    for _ in range(2):
        add_note("c1", BEN, StaffNote(text="careful", client_message_id="n1"), SESSIONS, DESK)
    assert read_transcript("c1") == before
    notes = [one.entry for one in read_recorded("c1") if one.entry.author == "note"]
    assert [(note.text, note.name, note.seq) for note in notes] == [("careful", "Ben", None)]


def test_what_is_given_back_keeps_its_place_and_its_first_claim() -> None:
    held_by_anna()
    before = open_of()
    give_conversation_back("c1", ANNA, "has to be called back", SESSIONS, DESK)
    after = open_of()
    assert (after.state, after.staff_id, after.entered_at, after.claimed_at, after.note) == (
        "waiting",
        None,
        before.entered_at,
        before.claimed_at,
        "has to be called back",
    )
    assert (holder(), presence(ANNA).holds, events()) == (("queue", None), {}, ["joined", "left"])
    with pytest.raises(NotYours):
        give_conversation_back("c1", ANNA, None, SESSIONS, DESK)


def test_a_transfer_to_a_queue_keeps_the_age() -> None:
    held_by_anna()
    before = open_of()
    transfer_conversation("c1", ANNA, Transfer(queue="finance_desk", note="lease"), SESSIONS, DESK)
    assert (open_of().queue, open_of().entered_at, open_of().note) == ("finance_desk", before.entered_at, "lease")
    assert stored_session().dialogue.queue == "finance_desk"
    assert events()[-1] == "transferred"


def test_a_transfer_to_a_person_asks_them() -> None:
    held_by_anna()
    transfer_conversation("c1", ANNA, Transfer(staff_id="ben"), SESSIONS, DESK)
    assert (open_of().state, open_of().staff_id) == ("offered", "ben")
    assert (presence(ANNA).holds, presence(BEN).holds) == ({}, {"c1": "chat"})
    claim_conversation("c1", BEN, SESSIONS, DESK)
    assert holder() == ("person", "Ben")


def test_a_transfer_to_a_queue_that_is_closed_is_refused_and_says_until_when() -> None:
    held_by_anna()
    closed = Site(hours={"mon": ("09:00-09:01",)})
    rules = DeskRules(sites={"office": closed}, queues={"finance_desk": QueueRules(site="office")})
    save_tenant(TENANT, Tenant(desk=rules))
    with pytest.raises(InvalidInput, match="until 20"):
        transfer_conversation("c1", ANNA, Transfer(queue="finance_desk"), SESSIONS, DESK)
    assert open_of().staff_id == "anna"


@pytest.mark.parametrize(
    ("to", "field"), [(Transfer(queue="no_such"), "queue"), (Transfer(staff_id="nobody"), "staff_id")]
)
def test_a_transfer_to_nowhere_is_refused_and_changes_nothing(to: Transfer, field: str) -> None:
    held_by_anna()
    before = (open_of(), presence(ANNA), stored_session())
    with pytest.raises(InvalidInput) as caught:
        transfer_conversation("c1", ANNA, to, SESSIONS, DESK)
    assert caught.value.field == field
    assert (open_of(), presence(ANNA), stored_session()) == before


def test_a_supervisor_moves_what_others_have_and_an_agent_does_not() -> None:
    held_by_anna()
    with pytest.raises(NotYours):
        transfer_conversation("c1", BEN, Transfer(queue="sales"), SESSIONS, DESK)
    transfer_conversation("c1", SAM, Transfer(staff_id="ben"), SESSIONS, DESK)
    assert open_of().staff_id == "ben"


def test_after_wrapping_up_the_bot_has_a_new_matter_and_nothing_old_can_happen() -> None:
    held_by_anna()
    told = wrap_up("c1", ANNA, DONE, SESSIONS, DESK)
    assert told is not None
    assert (told.event, told.name, holder(), is_open(), presence(ANNA).holds) == (
        "finished",
        "Anna",
        ("bot", None),
        False,
        {},
    )
    session = stored_session()
    assert (session.episode, session.dialogue.last_intent, session.dialogue.mood) == (2, None, None)
    [ended] = read_ended(REGION, TENANT)
    assert ended.ending == "wrapped_up"
    assert ended.handled_seconds is not None
    with pytest.raises(NotFound):
        claim_conversation("c1", ANNA, SESSIONS, DESK)
    with pytest.raises(NotFound):
        wrap_up("c1", ANNA, DONE, SESSIONS, DESK)
    answer_with(builders.routing("passages", "answer", None), "009")
    assert (holder(), is_open()) == (("bot", None), False)


def test_a_customer_leaves_the_line_and_is_with_the_bot() -> None:
    waits()
    told = leave_person("c1", SESSIONS, DESK)
    assert told is not None
    assert (told.event, holder(), is_open()) == ("bot_again", ("bot", None), False)
    assert leave_person("c1", SESSIONS, DESK) is None


def test_a_customer_leaves_the_person_who_is_free_again() -> None:
    held_by_anna()
    leave_person("c1", SESSIONS, DESK)
    assert (holder(), presence(ANNA).holds) == (("bot", None), {})
    with pytest.raises(NotFound):
        write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK)


def test_an_emergency_is_not_left_by_a_button() -> None:
    waits(queue="roadside", priority=1)
    with pytest.raises(EmergencyWaits):
        leave_person("c1", SESSIONS, DESK)
    assert is_open()


def test_who_closes_the_conversation_is_taken_out_of_the_line() -> None:
    held_by_anna()
    close_conversation("c1", SESSIONS, DESK)
    assert (is_open(), presence(ANNA).holds, holder()) == (False, {}, ("bot", None))
    [ended] = read_ended(REGION, TENANT)
    assert ended.ending == "abandoned"


def test_an_emergency_stays_at_the_desk_when_its_customer_closes_the_conversation() -> None:
    waits(queue="roadside", priority=1)
    close_conversation("c1", SESSIONS, DESK)
    assert is_open()
    assert stored_session().closed_at is not None
    at_desk(ANNA)
    claim_conversation("c1", ANNA, SESSIONS, DESK)
    write_to_customer("c1", ANNA, HELLO, SESSIONS, DESK)
    assert wrap_up("c1", ANNA, DONE, SESSIONS, DESK) is not None
