"""Frames to followers: in order, each once, and nobody waits for a slow one."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from live.emit import Emitter
from live.frames import DeltaFrame, PongFrame, ProgressFrame, ServerFrame, TypingNotice
from live.outbox import Outbox
from live.policy import MAX_QUEUED_FRAMES
from store.connections import find_connections
from tests.unit.aws import drop_table
from tests.unit.live.lines import PATIENCE_SECONDS, Sockets, follow, wait_for

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def sockets() -> Sockets:
    return Sockets()


def pong(seq: int) -> PongFrame:
    return PongFrame(conversation_id="c1", seq=seq)


def delta(index: int, text: str, turn_id: str = "t1") -> DeltaFrame:
    return DeltaFrame(conversation_id="c1", turn_id=turn_id, index=index, text=text)


def step(name: str) -> ProgressFrame:
    return ProgressFrame(conversation_id="c1", turn_id="t1", step=name)


def held(sockets: Sockets, *frames: ServerFrame) -> list[dict[str, Any]]:
    """What comes of frames that are put while the one before them is still being posted."""
    sockets.held["a"] = threading.Event()
    outbox = Outbox("c1", sockets.line())
    outbox.put(pong(1))
    wait_for(lambda: not outbox._waiting)
    for frame in frames:
        outbox.put(frame)
    sockets.held["a"].set()
    assert outbox.finish(PATIENCE_SECONDS)
    return sockets.frames["a"][1:]


def test_frames_come_to_every_follower_in_the_order_in_which_they_were_put(sockets: Sockets) -> None:
    follow("c1", "a", "b")
    follow("c2", "c")
    outbox = Outbox("c1", sockets.line())
    for seq in range(1, 40):
        outbox.put(pong(seq))
    assert outbox.finish(PATIENCE_SECONDS)
    for reader in ("a", "b"):
        assert [frame["seq"] for frame in sockets.frames[reader]] == list(range(1, 40))
    assert sockets.frames["c"] == []


def test_a_frame_may_be_for_one_follower_or_for_all_but_one(sockets: Sockets) -> None:
    follow("c1", "a", "b")
    outbox = Outbox("c1", sockets.line())
    outbox.put(pong(1), only="a")
    outbox.put(TypingNotice(conversation_id="c1", author="customer"), but="a")
    assert outbox.finish(PATIENCE_SECONDS)
    assert (sockets.types("a"), sockets.types("b")) == (["pong"], ["typing"])


def test_a_frame_without_an_entry_has_the_position_of_the_last_one(sockets: Sockets) -> None:
    follow("c1", "a")
    outbox = Outbox("c1", sockets.line())
    for frame in (step("intent"), pong(5), delta(0, "It")):
        outbox.put(frame)
    assert outbox.finish(PATIENCE_SECONDS)
    assert [frame["seq"] for frame in sockets.frames["a"]] == [0, 5, 5]


def test_pieces_that_wait_become_one_and_progress_is_told_once(sockets: Sockets) -> None:
    follow("c1", "a")
    found = held(sockets, step("intent"), step("routing"), delta(0, "It "), delta(1, "means "), delta(2, "a fault."))
    assert [(frame.get("step"), frame.get("text"), frame.get("index")) for frame in found] == [
        ("routing", None, None),
        (None, "It means a fault.", 0),
    ]


def test_a_reply_that_begins_anew_is_not_joined_to_what_was_written_before(sockets: Sockets) -> None:
    follow("c1", "a")
    found = held(sockets, delta(0, "It "), delta(1, "means"), delta(0, "That "), delta(1, "is"), delta(1, "x", "t2"))
    assert [(frame["index"], frame["text"]) for frame in found] == [(0, "It means"), (0, "That is"), (1, "x")]


def test_of_frames_that_find_the_queue_full_the_last_are_dropped_and_nobody_waits(sockets: Sockets) -> None:
    follow("c1", "a")
    found = held(sockets, *(pong(seq) for seq in range(2, MAX_QUEUED_FRAMES + 50)))
    assert [frame["seq"] for frame in found] == list(range(2, MAX_QUEUED_FRAMES + 2))


def test_a_connection_that_is_gone_is_forgotten_and_the_others_get_everything(sockets: Sockets) -> None:
    follow("c1", "a", "b")
    sockets.gone.add("a")
    outbox = Outbox("c1", sockets.line())
    outbox.put(pong(1))
    outbox.put(pong(2))
    assert outbox.finish(PATIENCE_SECONDS)
    assert find_connections("c1") == ["b"]
    assert sockets.types("b") == ["pong", "pong"]


def test_who_misses_a_piece_gets_no_later_one_but_the_reply(sockets: Sockets) -> None:
    follow("c1", "a", "b")
    sockets.broken.add("a")
    outbox = Outbox("c1", sockets.line())
    outbox.put(delta(0, "It "))
    assert outbox.finish(PATIENCE_SECONDS)
    sockets.broken.clear()
    outbox.put(delta(1, "means"))
    outbox.put(pong(2))
    assert outbox.finish(PATIENCE_SECONDS)
    assert (sockets.types("a"), sockets.types("b")) == (["pong"], ["delta", "delta", "pong"])


def test_without_the_table_nothing_is_posted_and_nothing_raised(
    sockets: Sockets, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    drop_table("Connections")
    outbox = Outbox("c1", sockets.line())
    outbox.put(pong(1))
    assert outbox.finish(PATIENCE_SECONDS)
    assert outbox.followers() == []
    assert {line["message"] for line in logged()} == {"live connections not known"}


def test_the_first_piece_is_there_before_the_last_one_is_written(sockets: Sockets) -> None:
    follow("c1", "a")
    emitter = Emitter("c1", sockets.line())
    emitter.delta("t1", 0, "It means ")
    wait_for(lambda: sockets.types("a") == ["delta"])  # whoever writes has not written more by now
    emitter.delta("t1", 1, "a fault.")
    assert emitter.finish(PATIENCE_SECONDS)
    assert "".join(frame["text"] for frame in sockets.frames["a"]) == "It means a fault."


def test_who_writes_waits_for_no_reader(sockets: Sockets) -> None:
    follow("c1", "a")
    sockets.held["a"] = threading.Event()
    emitter = Emitter("c1", sockets.line())
    for index in range(1000):
        emitter.delta("t1", index, "word ")
    assert not emitter.finish(0.01)
    assert sockets.frames["a"] == [], "all was written before anything was read"
    sockets.held["a"].set()
    assert emitter.finish(PATIENCE_SECONDS)
    assert "".join(frame["text"] for frame in sockets.frames["a"]) == "word " * 1000
