"""Positions of entries in their conversation: 1, 2, 3 and so on, whoever writes at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import store.retry
from contracts.ids import new_id
from contracts.turn import TurnRequest
from store.positions import entries_after, last_position, position_of, position_of_reply
from store.sessions import save_session
from store.tables import POSITION, ConversationItem
from store.transcripts import read_transcript
from store.turns import Claim, add_answer, claim_turn, store_answer
from tests.unit import builders
from tests.unit.aws import client, physical, refuse, store_alone, stored, stored_session

pytestmark = pytest.mark.usefixtures("tables")


def claim(client_turn_id: str = "1", conversation_id: str = "c1") -> Claim:
    return claim_turn(conversation_id, "demo", TurnRequest(text="hello", client_turn_id=client_turn_id), new_id())


def positions(conversation_id: str = "c1") -> list[int]:
    """The position of every entry that is stored, in order."""
    return [int(item.seq) for item in entries_after(conversation_id, 0)]


def as_before_positions() -> None:
    """Make all that is stored what a version without positions would have stored."""
    for item in stored("Conversations"):
        key = {name: item[name] for name in ("conversation_id", "turn")}
        if item["turn"]["S"].startswith(POSITION):
            client("dynamodb").delete_item(TableName=physical("Conversations"), Key=key)
        else:
            item.pop("seq", None)
            client("dynamodb").put_item(TableName=physical("Conversations"), Item=item)


def test_entries_are_counted_from_one_in_the_order_in_which_they_were_stored() -> None:
    first, second = claim("1"), claim("2")
    store_alone(builders.answer(turn_id=second.turn_id))
    store_alone(builders.answer(turn_id=first.turn_id))
    assert [first.seq, second.seq] == [1, 2]
    assert position_of("c1", first.turn_id) == 1
    assert position_of_reply("c1", second.turn_id) == 3
    assert position_of_reply("c1", first.turn_id) == 4
    assert last_position("c1") == 4


def test_each_conversation_counts_for_itself() -> None:
    assert [claim().seq, claim(conversation_id="c2").seq] == [1, 1]
    assert last_position("c3") == 0


def test_a_repeated_message_and_a_second_answer_take_no_position() -> None:
    first = claim()
    store_alone(builders.answer("first", turn_id=first.turn_id))
    assert claim().seq == 0
    store_alone(builders.answer("second", turn_id=first.turn_id))
    assert positions() == [1, 2]


def test_a_further_answer_has_a_position_and_what_marks_its_turn_has_none() -> None:
    save_session(builders.session())
    add_answer(stored_session(), "t1", builders.settling(builders.answer(turn_id="t2")))
    add_answer(stored_session(), "t1", builders.settling(builders.answer(turn_id="t3")))
    assert positions() == [1]


def test_of_fifty_messages_at_the_same_time_none_leaves_a_gap_and_none_shares_a_position(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store.retry, "LONGEST_SECONDS", 120.0)
    with ThreadPoolExecutor(8) as threads:
        claims = list(threads.map(lambda number: claim(str(number)), range(50)))
    assert sorted(made.seq for made in claims) == list(range(1, 51)) == positions()


def test_messages_and_answers_at_the_same_time_share_one_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.retry, "LONGEST_SECONDS", 120.0)
    save_session(builders.session())
    stale = stored_session()

    def write(number: int) -> None:
        claim(str(number))
        store_answer(stale, builders.settling(builders.answer(turn_id=f"{number:032x}")))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(8)))
    assert positions() == list(range(1, 17))
    assert stored_session().dialogue.turns == 8


def test_a_position_that_somebody_takes_at_this_instant_is_left_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = refuse(
        monkeypatch, "TransactWriteItems", "TransactionCanceledException", reasons=("TransactionConflict",), times=1
    )
    assert claim().seq == 1
    assert len(refused) == 1


def test_positions_are_no_part_of_a_transcript_which_says_them() -> None:
    first = claim()
    store_alone(builders.answer(turn_id=first.turn_id))
    assert [(entry.author, entry.seq) for entry in read_transcript("c1")[0]] == [("customer", 1), ("bot", 2)]


@pytest.mark.parametrize("after", range(5))
def test_what_was_stored_after_a_position_is_found_from_each_of_them(after: int) -> None:
    for number in range(2):
        store_alone(builders.answer(turn_id=claim(str(number)).turn_id))
    assert [int(item.seq) for item in entries_after("c1", after)] == list(range(after + 1, 5))


def test_a_conversation_from_before_positions_is_given_whole_and_goes_on_being_counted() -> None:
    first = claim("1")
    store_alone(builders.answer(turn_id=first.turn_id))
    as_before_positions()
    assert [entry.seq for entry in read_transcript("c1")[0]] == [None, None]
    assert (position_of("c1", first.turn_id), last_position("c1")) == (0, 0)
    later = claim("2")
    assert later.seq == 1
    keys = [item.turn for item in entries_after("c1", 0)]
    assert keys == [first.turn_id, f"{first.turn_id}#reply", later.turn_id]
    assert entries_after("c1", 1) == []


def test_an_entry_that_is_gone_leaves_the_others_to_be_found() -> None:
    first, _ = claim("1"), claim("2")
    claim("3")
    ConversationItem.get("c1", position_entry(2)).delete()
    assert [int(item.seq) for item in entries_after("c1", first.seq)] == [3]


def position_entry(seq: int) -> str:
    """The sort key of the entry at a position."""
    return next(item.turn for item in entries_after("c1", 0) if item.seq == seq)
