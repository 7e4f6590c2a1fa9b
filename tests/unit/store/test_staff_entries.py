"""The entries of a conversation as staff see them, over DynamoDB in moto."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.ids import new_id
from contracts.session import Person
from contracts.turn import TurnRequest
from live.frames import ServerFrame
from live.resume import frames_after
from store.entries import event_item, note_item, person_item
from store.positions import entries_after, last_position
from store.sessions import find_session, save_session
from store.staff_entries import Recorded, read_recorded
from store.steps import write_note
from store.tables import ConversationItem
from store.transcripts import read_transcript
from store.turns import Settled, claim_turn, store_answer
from store.writing import write_entry
from tests.unit import builders
from tests.unit.aws import stored_session

pytestmark = pytest.mark.usefixtures("tables")
Lines = Callable[[], list[dict[str, Any]]]
NADIA = Person(staff_id="nadia", name="Nadia")
SECRET_NOTE, SECRET_ASSIST = "a note among colleagues", "a suggestion to the person"


def say(text: str, number: int) -> str:
    """Store a message; returns its turn."""
    return claim_turn("c1", "demo", TurnRequest(text=text, client_turn_id=str(number)), new_id()).turn_id


def answer(text: str, turn_id: str, *, quiet: bool = False, **changes: Any) -> None:
    made = builders.answer(text, turn_id=turn_id, quiet=quiet, **changes)
    store_answer(stored_session(), lambda session: Settled(session, made))


@pytest.fixture
def conversation() -> list[str]:
    """A customer, the bot, a person with a note and a suggestion; returns the texts in the order of their writing."""
    session = builders.session(dialogue=builders.session().dialogue.changed(holder="person"))
    save_session(session)
    answer("here is what a page says", say("a question", 1))
    write_entry(event_item(session, new_id(), "joined", "Nadia is here", NADIA))
    write_entry(person_item(session, NADIA, new_id(), "hello from Nadia"))
    turn = say("thanks, and one more question", 2)
    write_note(session, NADIA, new_id(), SECRET_NOTE, "note-1")
    answer(SECRET_ASSIST, turn, quiet=True)
    return [
        *("a question", "here is what a page says", "Nadia is here", "hello from Nadia"),
        *("thanks, and one more question", SECRET_NOTE, SECRET_ASSIST),
    ]


def texts(recorded: list[Recorded]) -> list[str]:
    return [one.entry.text for one in recorded]


def test_staff_read_everything_in_the_order_it_was_stored(conversation: list[str]) -> None:
    recorded = read_recorded("c1")
    assert texts(recorded) == conversation
    assert [one.entry.author for one in recorded] == [
        *("customer", "bot", "event", "person", "customer", "note", "assist"),
    ]
    assert [one.entry.seq for one in recorded] == [1, 2, 3, 4, 5, None, None]


def test_an_entry_tells_who_wrote_it_what_happened_and_what_kind_of_reply_it_is(conversation: list[str]) -> None:
    by_author = {one.entry.author: one.entry for one in read_recorded("c1")}
    assert (by_author["note"].name, by_author["note"].staff_id) == ("Nadia", "nadia")
    assert (by_author["event"].event, by_author["event"].name) == ("joined", "Nadia")
    assert (by_author["bot"].kind, by_author["assist"].kind, by_author["customer"].kind) == ("answer", "answer", None)


def test_ids_of_entries_are_those_they_are_stored_under(conversation: list[str]) -> None:
    recorded = read_recorded("c1")
    assert len({one.entry.entry_id for one in recorded}) == len(recorded)
    assert recorded[0].turn_id == recorded[1].turn_id == recorded[0].entry.entry_id


def test_a_reply_that_was_stored_after_a_later_message_stands_after_it() -> None:
    save_session(builders.session())
    first, second = say("first", 1), say("second", 2)
    answer("to the second", second)
    answer("to the first", first)
    assert texts(read_recorded("c1")) == ["first", "second", "to the second", "to the first"]


def test_entries_of_before_there_were_positions_come_first_in_the_order_of_their_ids() -> None:
    save_session(builders.session())
    for number, text in enumerate(("long ago", "a little later")):
        at = datetime(2026, 1, 1, 0, number, tzinfo=UTC)
        ConversationItem("c1", f"{number:032x}", author="customer", text=text, created_at=at, expires_at=at).save()
    answer("now", say("today", 1))
    assert texts(read_recorded("c1")) == ["long ago", "a little later", "today", "now"]


def test_no_customer_is_shown_what_is_internal(conversation: list[str], logged: Lines) -> None:
    entries, _ = read_transcript("c1")
    assert [entry.text for entry in entries] == conversation[:5]
    assert logged() == []


@pytest.mark.parametrize("after", range(6))
def test_no_frame_to_a_customer_holds_what_is_internal(after: int, conversation: list[str], logged: Lines) -> None:
    session = find_session("c1")
    assert session
    frames = list(frames_after(session, entries_after("c1", after)))
    said = "".join(frame.model_dump_json() for frame in frames)
    assert SECRET_NOTE not in said
    assert SECRET_ASSIST not in said
    assert [shown(frame) for frame in frames[:-1]] == conversation[after:5]
    assert logged() == []


def shown(frame: ServerFrame) -> str:
    """What a frame shows."""
    said = frame.model_dump()
    return str(said.get("text") or said.get("entry", {}).get("text") or said["answer"]["reply"]["text"])


def test_what_is_internal_takes_no_position(conversation: list[str]) -> None:
    session = stored_session()
    before = last_position("c1")
    write_note(session, NADIA, new_id(), SECRET_NOTE, "note-2")
    answer(SECRET_ASSIST, say("again", 3), quiet=True)
    assert last_position("c1") == before + 1
    held = {item.turn_id for item in ConversationItem.query("c1") if item.turn.startswith("~at#")}
    internal = {one.entry.entry_id for one in read_recorded("c1") if one.entry.author in ("note", "assist")}
    assert internal
    assert not held & internal


def test_of_a_broken_answer_the_text_is_read_and_what_is_broken_is_logged_by_name(logged: Lines) -> None:
    save_session(builders.session())
    turn = say("a question", 1)
    answer("an answer", turn)
    item = ConversationItem.get("c1", f"{turn}#reply")
    item.update([ConversationItem.answer.set(item.answer | {"route": {"kind": 7}, "findings": {"intent": {"x": 1}}})])
    recorded = read_recorded("c1")[-1]
    assert (recorded.entry.text, recorded.entry.kind, recorded.answer.route) == ("an answer", None, None)
    assert recorded.answer.reply
    assert [(line["message"], line["field"]) for line in logged()] == [("malformed record", "route")]


def test_what_an_author_of_a_later_version_wrote_is_left_out(logged: Lines) -> None:
    item = note_item(builders.session(), NADIA, new_id(), "who knows")
    item.author = "a later word"
    item.save()
    assert read_recorded("c1") == []
    assert [line["field"] for line in logged()] == ["author"]
