"""Live connections and their tickets, over DynamoDB in moto."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from contracts.errors import Unavailable
from store.connections import (
    conversation_followed_by,
    find_connections,
    forget_connection,
    open_connection,
    save_stop,
    save_ticket,
    was_stopped,
)
from tests.unit.aws import drop_table, stored

pytestmark = pytest.mark.usefixtures("tables")
SOON = datetime.now(UTC) + timedelta(hours=1)
PAST = datetime.now(UTC) - timedelta(seconds=1)


def follow(conversation_id: str, connection_id: str, expires_at: datetime = SOON) -> None:
    """Open a connection with a ticket of its own."""
    save_ticket(f"ticket of {connection_id}", conversation_id, SOON)
    assert open_connection(f"ticket of {connection_id}", connection_id, expires_at) == conversation_id


def test_a_ticket_opens_one_connection_to_its_conversation_and_no_second_one() -> None:
    save_ticket("a", "c1", SOON)
    assert open_connection("a", "first", SOON) == "c1"
    assert open_connection("a", "second", SOON) is None
    assert (conversation_followed_by("first"), find_connections("c1")) == ("c1", ["first"])
    assert conversation_followed_by("second") is None


def test_of_many_that_use_a_ticket_at_the_same_instant_one_gets_in() -> None:
    save_ticket("a", "c1", SOON)
    with ThreadPoolExecutor(8) as threads:
        opened = list(threads.map(lambda number: open_connection("a", f"connection-{number}", SOON), range(8)))
    assert opened.count("c1") == 1
    assert len(find_connections("c1")) == 1


def test_a_ticket_that_nobody_gave_and_one_that_is_too_old_open_nothing() -> None:
    save_ticket("old", "c1", PAST)
    assert open_connection("unknown", "x", SOON) is None
    assert open_connection("old", "x", SOON) is None
    assert find_connections("c1") == []


def test_all_connections_of_a_conversation_are_found_and_none_of_another() -> None:
    for conversation_id, connection_id in (("c1", "a"), ("c1", "b"), ("c2", "c")):
        follow(conversation_id, connection_id)
    assert find_connections("c1") == ["a", "b"]
    assert find_connections("c3") == []


def test_a_connection_that_is_forgotten_leaves_nothing_behind() -> None:
    follow("c1", "a")
    forget_connection("c1", "a")
    forget_connection("c1", "a")
    assert stored("Connections") == []


def test_a_connection_whose_time_is_over_is_none_though_it_is_still_stored() -> None:
    follow("c1", "a", PAST)
    assert (find_connections("c1"), conversation_followed_by("a")) == ([], None)
    assert stored("Connections")


def test_all_that_is_stored_expires() -> None:
    follow("c1", "a")
    save_ticket("b", "c1", SOON)
    save_stop("t1", SOON)
    assert [int(item["expires_at"]["N"]) for item in stored("Connections")] == [int(SOON.timestamp())] * 4


def test_a_turn_is_stopped_for_as_long_as_that_counts() -> None:
    save_stop("t1", SOON)
    save_stop("t2", PAST)
    assert [was_stopped(turn_id) for turn_id in ("t1", "t2", "t3")] == [True, False, False]


def test_a_store_that_does_not_answer_is_unavailable_for_every_call() -> None:
    drop_table("Connections")
    for call in (
        lambda: save_ticket("a", "c1", SOON),
        lambda: open_connection("a", "x", SOON),
        lambda: find_connections("c1"),
        lambda: conversation_followed_by("x"),
        lambda: forget_connection("c1", "x"),
        lambda: save_stop("t1", SOON),
        lambda: was_stopped("t1"),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert caught.value.code == "ResourceNotFoundException"
