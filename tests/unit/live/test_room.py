"""A turn as the followers of its conversation see it: the real graph, tables in moto."""

import asyncio

import pytest

from contracts.turn import AgentName, TurnAnswer, TurnRequest
from contracts.watch import WatchedTurn
from conversations.close import close_conversation
from conversations.look_after import look_after, nobody_watches
from conversations.task import Turn
from conversations.turn import take_turn
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from handlers.wiring.live import followers
from live.room import Room
from store.sessions import save_session
from tests.unit import builders
from tests.unit.aws import DESK, drop_table
from tests.unit.graph.fakes import FakeDispatch
from tests.unit.live.lines import Sockets, follow

pytestmark = pytest.mark.usefixtures("tables", "patience")
WHOLE = ["accepted", "progress", "reply", "state"]


@pytest.fixture
def sockets() -> Sockets:
    save_session(builders.session())
    return Sockets()


def take(sockets: Sockets | None, dispatch: FakeDispatch, asker: str | None = None, text: str = "hello") -> TurnAnswer:
    """Take the turn `1` of the conversation `c1`, and let all frames come."""
    request, room = TurnRequest(text=text, client_turn_id="1"), Room("c1", sockets.line() if sockets else None)
    told = followers(room, request, asker)
    turn = Turn("c1", request, "trace-1")
    answer = asyncio.run(take_turn(turn, Supervisor(dispatch, None), SESSIONS, TURNS, DESK, nobody_watches, told))
    room.finish()
    return answer


def without_repeats(types: list[str]) -> list[str]:
    """How many steps are told depends on how fast they are posted."""
    return [name for place, name in enumerate(types) if place == 0 or types[place - 1] != name]


def test_every_follower_sees_a_turn_from_its_message_to_its_reply(sockets: Sockets) -> None:
    follow("c1", "a", "b")
    answer = take(sockets, FakeDispatch())
    for reader in ("a", "b"):
        assert without_repeats(sockets.types(reader)) == WHOLE
        first, *_, reply, state = sockets.frames[reader]
        assert (first["seq"], first["turn_id"], first["client_turn_id"], first["text"]) == (
            1,
            answer.turn_id,
            "1",
            "hello",
        )
        assert (reply["seq"], reply["answer"]["reply"]["text"]) == (2, answer.reply.text)
        assert (state["holder"], state["queue"], state["closed"], state["seq"]) == ("bot", None, False, 2)


def test_followers_are_told_nothing_that_was_found(sockets: Sockets) -> None:
    follow("c1", "a")
    take(sockets, FakeDispatch())
    reply = next(frame for frame in sockets.frames["a"] if frame["type"] == "reply")
    assert reply["answer"].keys() == {"turn_id", "conversation_id", "reply", "route", "path", "trace_id"}
    assert {frame["step"] for frame in sockets.frames["a"] if frame["type"] == "progress"} <= set(AgentName)


def test_agents_know_whether_anybody_follows(sockets: Sockets) -> None:
    alone, followed = FakeDispatch(), FakeDispatch()
    take(sockets, alone)
    assert alone.asked[AgentName.RESPONSE].live is False
    save_session(builders.session("c2"))
    follow("c2", "a")
    request, room = TurnRequest(text="hello", client_turn_id="1"), Room("c2", sockets.line())
    turn, told = Turn("c2", request, "trace-1"), followers(room, request)
    asyncio.run(take_turn(turn, Supervisor(followed, None), SESSIONS, TURNS, DESK, nobody_watches, told))
    room.finish()
    assert followed.asked[AgentName.RESPONSE].live is True


def test_a_turn_that_puts_the_conversation_in_line_says_so(sockets: Sockets) -> None:
    follow("c1", "a")
    take(sockets, FakeDispatch(routing=builders.routing("hand_over", "queue", "service_desk")))
    state = sockets.frames["a"][-1]
    assert (state["holder"], state["queue"]) == ("queue", "service_desk")


def test_where_nobody_follows_nothing_is_posted_and_where_there_is_no_channel_neither(sockets: Sockets) -> None:
    follow("c2", "a")
    take(sockets, FakeDispatch())
    take(None, FakeDispatch())
    assert sockets.frames == {}


@pytest.mark.parametrize("trouble", ["gone", "broken"])
def test_a_turn_is_answered_whatever_becomes_of_its_followers(sockets: Sockets, trouble: str) -> None:
    follow("c1", "a")
    getattr(sockets, trouble).add("a")
    assert take(sockets, FakeDispatch()).missing == ()


def test_a_turn_is_answered_without_the_table_of_connections(sockets: Sockets) -> None:
    drop_table("Connections")
    assert take(sockets, FakeDispatch()).missing == ()


def test_a_message_sent_again_is_told_to_who_sent_it_alone(sockets: Sockets) -> None:
    follow("c1", "a")
    answer = take(sockets, FakeDispatch())
    follow("c1", "b")
    before = len(sockets.frames["a"])
    assert take(sockets, FakeDispatch(), asker="b") == answer
    assert len(sockets.frames["a"]) == before
    assert [(frame["type"], frame["seq"]) for frame in sockets.frames["b"]] == [("accepted", 1), ("reply", 2)]


def test_a_message_sent_again_while_it_is_being_answered_gets_one_reply(sockets: Sockets) -> None:
    follow("c1", "a")
    request, supervisor = TurnRequest(text="hello", client_turn_id="1"), Supervisor(FakeDispatch(), None)
    room = Room("c1", sockets.line())

    async def twice() -> None:
        turn, told = Turn("c1", request, "trace-1"), followers(room, request, "a")
        tries = (take_turn(turn, supervisor, SESSIONS, TURNS, DESK, nobody_watches, told) for _ in range(2))
        await asyncio.gather(*tries)

    asyncio.run(twice())
    room.finish()
    replies = [frame["seq"] for frame in sockets.frames["a"] if frame["type"] == "reply"]
    assert len(set(replies)) == 1, "also where the second try is told the stored one: it has the same position"
    assert set(sockets.types("a")[:1]) == {"accepted"}


def test_followers_see_the_end_of_a_conversation(sockets: Sockets) -> None:
    follow("c1", "a")
    close_conversation("c1", SESSIONS, DESK)
    room = Room("c1", sockets.line())
    room.changed()
    room.finish()
    assert [(frame["type"], frame["closed"]) for frame in sockets.frames["a"]] == [("state", True)]


def test_what_is_answered_later_by_who_looks_after_turns_is_shown_too(sockets: Sockets) -> None:
    follow("c1", "a")
    dead = TURNS.claim("c1", "demo", TurnRequest(text="hello", client_turn_id="1"), "0" * 32)
    TURNS.release("c1", "1")
    room = Room("c1", sockets.line())
    told = followers(room, TurnRequest(text="hello", client_turn_id="1"))
    watched, supervisor = WatchedTurn(conversation_id="c1", turn_id=dead.turn_id), Supervisor(FakeDispatch(), None)
    assert asyncio.run(look_after(watched, supervisor, SESSIONS, TURNS, DESK, told)) == "answered"
    room.finish()
    assert without_repeats(sockets.types("a")) == WHOLE
    assert sockets.frames["a"][0]["seq"] == 1
