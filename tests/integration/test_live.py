"""The live channel of the running stack, over real WebSockets."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import store.retry
from contracts.ids import new_id
from contracts.turn import TurnRequest
from infra.local.deploy import client_for, connect_to, stack_outputs
from infra.local.emulator import CREDENTIALS
from infra.local.settings import REGION
from live.policy import MAX_FRAME_BYTES
from store.connections import find_connections
from store.positions import entries_after
from store.turns import claim_turn
from tests.integration.chat import Chat
from tests.integration.live import Live, address, live
from tests.integration.run import LocalRun, wait_for

QUESTION = "What does the red brake light mean?"
OTHER = "How do I pair my phone?"


def said(connection: Live, after: int = 0) -> list[tuple[int, str]]:
    """The entries that a connection was shown after a position, each once, in order."""
    found = {(f["seq"], f["type"]) for f in connection.frames if f["type"] in ("accepted", "reply", "message")}
    return sorted(entry for entry in found if entry[0] > after)


def test_a_turn_is_accepted_first_and_then_answered(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection:
        turn = connection.ask(QUESTION)
        reply = connection.until("reply")
        accepted = connection.frames[0]
        assert (accepted["type"], accepted["client_turn_id"], accepted["text"]) == ("accepted", turn, QUESTION)
        assert (accepted["seq"], reply["seq"]) == (1, 2)
        assert accepted["turn_id"] == reply["answer"]["turn_id"]
        assert reply["answer"]["reply"]["citations"]
        assert connection.until("state")["holder"] == "bot"
    stored = conversation.transcript().entries
    assert [(entry.author, entry.seq) for entry in stored] == [("customer", 1), ("bot", 2)]
    assert stored[1].text == reply["answer"]["reply"]["text"]


def test_a_used_ticket_and_a_forged_one_open_nothing(chat: Chat) -> None:
    url = address(chat.visit())
    with connect(url, proxy=None):
        pass
    for refused in (url, url[:-1] + ("A" if url[-1] != "A" else "B"), url.partition("?")[0]):
        with pytest.raises(InvalidStatus) as caught:
            connect(refused, proxy=None).__enter__()
        assert caught.value.response.status_code == 403


def test_the_address_with_which_a_conversation_starts_opens_it(chat: Chat) -> None:
    started = chat.post("/conversations", chat.keys.publishable, {}).json()
    with connect(started["live_url"], proxy=None) as socket:
        socket.send('{"type": "ping"}')
        assert started["conversation_id"] in str(socket.recv(timeout=30))


def test_nobody_gets_an_address_to_a_conversation_of_somebody_else(chat: Chat) -> None:
    ours, theirs = chat.visit(), chat.visit()
    assert chat.post(f"/conversations/{ours.id}/live", theirs.token).status_code == 404
    assert chat.post(f"/conversations/{ours.id}/live", None).status_code in (401, 404)


def test_two_connections_of_a_conversation_see_the_same_and_a_third_conversation_nothing(chat: Chat) -> None:
    conversation, other = chat.visit(), chat.visit()
    with live(conversation) as first, live(conversation) as second, live(other) as stranger:
        first.ask(QUESTION)
        for connection in (first, second):
            connection.until("state")
        assert said(first) == said(second) == [(1, "accepted"), (2, "reply")]
        assert [f for f in first.frames if f["type"] == "reply"] == [f for f in second.frames if f["type"] == "reply"]
        second.ask(OTHER)
        for connection in (first, second):
            connection.until("state")
        assert said(first) == said(second) == [(1, "accepted"), (2, "reply"), (3, "accepted"), (4, "reply")]
        assert stranger.quiet(0.5) == []


def test_a_turn_over_http_is_seen_live(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection:
        answer = conversation.ask(QUESTION)
        reply = connection.until("reply")
    assert reply["answer"] == answer.model_dump(mode="json")
    assert connection.types() == ["accepted", "reply"]


def test_a_turn_sent_twice_is_answered_once_and_whoever_asks_again_gets_the_same_reply(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection, live(conversation) as other:
        turn = connection.ask(QUESTION)
        connection.ask(QUESTION, turn)
        connection.until("state")
        connection.quiet(2.0)
        connection.ask(QUESTION, turn)
        connection.until("reply")
        other.until("state")
        assert other.quiet(1.0) == [], "nobody else hears of it again"
    replies = [(frame["seq"], frame["answer"]) for frame in connection.frames if frame["type"] == "reply"]
    assert len(replies) in (2, 3), "the second came while the first was being answered, or after it"
    assert all(reply == replies[0] for reply in replies)
    assert len(conversation.transcript().entries) == 2


def test_whoever_was_away_gets_from_any_position_what_they_missed(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection:
        for text in (QUESTION, OTHER):
            connection.ask(text)
            connection.until("state")
    everything = [(1, "accepted"), (2, "reply"), (3, "accepted"), (4, "reply")]
    for after in range(5):
        with live(conversation) as again:
            again.send({"type": "resume", "after_seq": after})
            state = again.until("state")
            assert said(again) == everything[after:], f"after {after}"
            assert again.types() == [kind for _, kind in everything[after:]] + ["state"]
            assert state["seq"] == 4


def test_a_connection_that_breaks_in_the_middle_of_a_turn_loses_nothing(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection:
        connection.ask(QUESTION)
        connection.until("accepted")
        connection.socket.socket.close()  # as when a phone enters a tunnel
    wait_for(lambda: len(conversation.transcript().entries) == 2, 30, "the turn is answered")
    with live(conversation) as again:
        again.send({"type": "resume", "after_seq": 1})
        assert again.until("reply")["seq"] == 2


def test_what_is_no_frame_is_refused_and_the_connection_stays(chat: Chat) -> None:
    with live(chat.visit()) as connection:
        oversized = {"type": "turn", "text": "x" * MAX_FRAME_BYTES, "client_turn_id": "big"}
        for sent, kind in (
            ("garbage", "invalid-input"),
            ('{"type": "dance"}', "invalid-input"),
            ('{"type": "turn", "text": "\\u0007", "client_turn_id": "1"}', "invalid-input"),
            ("[" * 200, "invalid-input"),
            (oversized, "payload-too-large"),
            ({"type": "stop", "turn_id": "f" * 32}, "not-found"),
        ):
            connection.send(sent)
            problem = connection.until("error")["problem"]
            assert problem["type"] == f"urn:curbside:problem:{kind}"
            assert problem["trace_id"]
        connection.send({"type": "ping"})
        connection.until("pong")
        connection.ask(QUESTION)
        connection.until("reply")


def test_a_turn_that_is_refused_is_refused_to_who_sent_it(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection, live(conversation) as other:
        conversation.close()
        assert connection.until("state")["closed"]
        other.until("state")
        turn = connection.ask(OTHER)
        refusal = connection.until("error")
        assert refusal["problem"]["type"] == "urn:curbside:problem:conversation-closed"
        assert refusal["client_turn_id"] == turn
        assert other.quiet(0.5) == []


def test_a_customer_who_writes_is_shown_to_the_others(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection, live(conversation) as other:
        connection.send({"type": "typing"})
        assert other.until("typing")["author"] == "customer"


@pytest.fixture
def tables(stack: LocalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of the running stack, for this process."""
    for name, value in {**CREDENTIALS, "AWS_REGION": REGION, "AWS_ENDPOINT_URL": stack.settings.endpoint}.items():
        monkeypatch.setenv(name, value)
    connect_to(stack_outputs(client_for(stack.settings)))


@pytest.mark.usefixtures("tables")
def test_connections_that_are_gone_are_forgotten(chat: Chat) -> None:
    conversation = chat.visit()
    with live(conversation) as connection:
        for _ in range(3):
            with live(conversation):
                pass
        wait_for(lambda: len(find_connections(conversation.id)) == 1, 30, "closed connections are forgotten")
        connection.ask(QUESTION)
        connection.until("reply")
    wait_for(lambda: find_connections(conversation.id) == [], 30, "the last one is forgotten")


@pytest.mark.usefixtures("tables")
def test_two_hundred_messages_at_once_have_positions_without_a_gap_and_no_two_the_same(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.retry, "LONGEST_SECONDS", 60.0)
    conversation_id = chat.visit().id

    def write(number: int) -> int:
        request = TurnRequest(text="hello", client_turn_id=f"at-once-{number}")
        return claim_turn(conversation_id, "demo", request, new_id()).seq

    with ThreadPoolExecutor(4) as threads:
        positions = list(threads.map(write, range(200)))
    assert sorted(positions) == list(range(1, 201))
    assert [int(entry.seq) for entry in entries_after(conversation_id, 0)] == list(range(1, 201))
