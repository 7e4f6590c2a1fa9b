"""What becomes of the frames of a client, over tables in moto."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.errors import NotFound
from contracts.ids import new_id
from contracts.live import LiveTurn
from contracts.turn import TurnRequest
from live.frames import ClientFrame, PingFrame, ReadFrame, ResumeFrame, StopFrame, TurnFrame, TypingFrame
from live.hear import Client, Ears, hear
from live.policy import TICKET_LIFE
from live.stop import is_stopped
from live.tickets import live_url, open_with
from store.connections import open_connection, save_ticket
from store.entries import reply_item
from store.positions import entries_after
from store.sessions import save_session
from store.tables import ConversationItem
from store.turns import claim_turn, find_message
from tests.unit import builders
from tests.unit.aws import store_alone, stored
from tests.unit.live.lines import Sockets, follow

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def sockets() -> Sockets:
    save_session(builders.session())
    follow("c1", "a", "b")
    return Sockets()


def send(sockets: Sockets, frame: ClientFrame, conversation_id: str = "c1") -> list[LiveTurn]:
    """Send a frame over the connection `a`; returns the turns that came of it."""
    turns = list[LiveTurn]()
    ears = Ears(sockets.line(), entries_after, find_message, turns.append)
    hear(frame, Client("a", conversation_id, "trace-1"), ears)
    return turns


def talk(turns: int) -> list[str]:
    """Store so many turns; returns their ids."""
    ids = []
    for number in range(turns):
        request = TurnRequest(text=f"question {number}", client_turn_id=str(number))
        ids.append(claim_turn("c1", "demo", request, new_id()).turn_id)
        store_alone(builders.answer(f"answer {number}", turn_id=ids[-1]))
    return ids


def test_a_turn_is_handed_on_with_who_sent_it(sockets: Sockets) -> None:
    [turn] = send(sockets, TurnFrame(text="hello", client_turn_id="1"))
    assert turn == LiveTurn(
        conversation_id="c1", connection_id="a", text="hello", client_turn_id="1", trace_id="trace-1"
    )
    assert sockets.frames == {}


def test_a_turn_is_handed_on_with_the_channel_of_its_reply(sockets: Sockets) -> None:
    [turn] = send(sockets, TurnFrame(text="hello", client_turn_id="1", channel="speech"))
    assert turn.channel == "speech"


def test_a_ping_is_answered_to_who_sent_it(sockets: Sockets) -> None:
    send(sockets, PingFrame())
    assert (sockets.types("a"), sockets.types("b")) == (["pong"], [])


def test_that_a_customer_is_writing_is_shown_to_the_others(sockets: Sockets) -> None:
    send(sockets, TypingFrame())
    assert sockets.types("a") == []
    assert [(frame["type"], frame["author"]) for frame in sockets.frames["b"]] == [("typing", "customer")]


def test_how_far_a_customer_has_read_is_told_to_the_others(sockets: Sockets) -> None:
    send(sockets, ReadFrame(up_to=7))
    assert sockets.types("a") == []
    [told] = sockets.frames["b"]
    assert (told["type"], told["author"], told["up_to"]) == ("read", "customer", 7)


@pytest.mark.parametrize("after", [*range(5), 500_000])
def test_who_resumes_gets_what_was_stored_after_their_position_and_then_who_answers_next(
    sockets: Sockets, after: int
) -> None:
    ids = talk(2)
    send(sockets, ResumeFrame(after_seq=after))
    said = [(seq, kind, ids[(seq - 1) // 2]) for seq, kind in enumerate(("accepted", "reply") * 2, 1) if seq > after]
    *entries, state = sockets.frames["a"]
    assert [(frame["seq"], frame["type"], turn_of(frame)) for frame in entries] == said
    assert (state["type"], state["seq"], state["holder"]) == ("state", 4, "bot")
    assert sockets.frames["b"] == []


def turn_of(frame: dict[str, Any]) -> str:
    """The turn that an entry's frame is about."""
    turn: str = frame["turn_id"] if frame["type"] == "accepted" else frame["answer"]["turn_id"]
    return turn


def test_what_was_stored_before_there_were_positions_comes_too(sockets: Sockets) -> None:
    old = reply_item("demo", builders.answer("an old answer", turn_id="0" * 32))
    old.save()
    talk(1)
    send(sockets, ResumeFrame(after_seq=0))
    assert [(frame["type"], frame["seq"]) for frame in sockets.frames["a"]] == [
        ("reply", 0),
        ("accepted", 1),
        ("reply", 2),
        ("state", 2),
    ]


def test_what_a_person_wrote_comes_as_a_message(sockets: Sockets) -> None:
    item = reply_item("demo", builders.answer("Good morning.", turn_id="0" * 32))
    item.author, item.answer, item.seq = "person", None, 1
    item.save()
    send(sockets, ResumeFrame(after_seq=0))
    [message, _] = sockets.frames["a"]
    assert (message["type"], message["entry"]["author"], message["entry"]["text"]) == (
        "message",
        "person",
        "Good morning.",
    )


def test_an_entry_that_cannot_be_read_is_left_out_and_the_others_come(sockets: Sockets) -> None:
    [first, second] = talk(2)
    broken = ConversationItem.get("c1", f"{first}#reply")
    broken.answer = {"reply": 7}
    broken.save()
    send(sockets, ResumeFrame(after_seq=1))
    assert [turn_of(frame) for frame in sockets.frames["a"][:-1]] == [second, second]


def test_whoever_is_gone_while_resuming_is_sent_nothing_more(sockets: Sockets) -> None:
    talk(2)
    sockets.gone.add("a")
    send(sockets, ResumeFrame(after_seq=0))
    assert sockets.frames == {}


def test_a_turn_of_the_conversation_can_be_stopped_and_no_other(sockets: Sockets) -> None:
    [turn_id] = talk(1)
    send(sockets, StopFrame(turn_id=turn_id))
    assert is_stopped(turn_id)
    save_session(builders.session("c2"))
    for conversation_id, other in (("c2", turn_id), ("c1", "f" * 32)):
        with pytest.raises(NotFound) as caught:
            send(sockets, StopFrame(turn_id=other), conversation_id)
        assert caught.value.field == "turn_id"
    assert not is_stopped("f" * 32)


def test_an_address_holds_a_ticket_that_opens_it_once_and_of_which_only_a_hash_is_stored() -> None:
    address = live_url("wss://live.example.com/v1", "c1", save_ticket)
    assert address is not None
    place, _, ticket = address.partition("?ticket=")
    assert place == "wss://live.example.com/v1"
    assert ticket not in str(stored("Connections"))
    assert open_with(ticket, "x", open_connection) == "c1"
    assert open_with(ticket, "y", open_connection) is None


@pytest.mark.parametrize("ticket", ["", "live_", "conv_" + "a" * 43, "live_" + "a" * 43, "live_" + "a" * 44])
def test_what_is_no_ticket_opens_nothing(ticket: str) -> None:
    assert open_with(ticket, "x", open_connection) is None


def test_without_a_live_channel_there_is_no_address_and_no_ticket() -> None:
    assert live_url("", "c1", save_ticket) is None
    assert stored("Connections") == []


def test_a_ticket_opens_for_a_minute() -> None:
    assert timedelta(seconds=60) == TICKET_LIFE
