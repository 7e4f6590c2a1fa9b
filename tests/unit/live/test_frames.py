"""What travels over a live connection."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.errors import PayloadTooLarge
from live.frames import (
    ClientFrame,
    DeltaFrame,
    PingFrame,
    PongFrame,
    ResumeFrame,
    StopFrame,
    TurnFrame,
    TypingFrame,
    read_frame,
)
from live.policy import MAX_FRAME_BYTES

TURN = {"type": "turn", "text": "hello", "client_turn_id": "1"}
STOP = {"type": "stop", "turn_id": "0" * 32}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (TURN, TurnFrame(text="hello", client_turn_id="1")),
        (TURN | {"channel": "speech"}, TurnFrame(text="hello", client_turn_id="1", channel="speech")),
        (STOP, StopFrame(turn_id="0" * 32)),
        ({"type": "resume", "after_seq": 0}, ResumeFrame(after_seq=0)),
        ({"type": "ping"}, PingFrame()),
        ({"type": "typing"}, TypingFrame()),
    ],
)
def test_every_frame_of_a_client_is_read_as_what_it_is(sent: dict[str, Any], read: ClientFrame) -> None:
    assert read_frame(json.dumps(sent)) == read


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ("", ""),
        ("hello", ""),
        ("null", ""),
        ("[]", ""),
        ("[" * 20_000, ""),
        ('"turn"', ""),
        ({}, "type"),
        ({"type": 7}, "type"),
        ({"type": "reply"}, "type"),
        ({"type": "turn"}, "text"),
        (TURN | {"text": " "}, "text"),
        (TURN | {"text": "x" * 4001}, "text"),
        (TURN | {"text": "bell\x07"}, "text"),
        (TURN | {"client_turn_id": "a b"}, "client_turn_id"),
        (TURN | {"conversation_id": "c2"}, "conversation_id"),
        (TURN | {"channel": "voice"}, "channel"),
        (STOP | {"turn_id": "../t1"}, "turn_id"),
        ({"type": "resume"}, "after_seq"),
        ({"type": "resume", "after_seq": -1}, "after_seq"),
        ({"type": "resume", "after_seq": 1_000_000}, "after_seq"),
        ({"type": "resume", "after_seq": "all"}, "after_seq"),
        ({"type": "resume", "after_seq": "0"}, "after_seq"),
        ({"type": "resume", "after_seq": True}, "after_seq"),
        ({"type": "ping", "more": 1}, "more"),
    ],
)
def test_what_is_no_frame_is_refused_by_its_field(sent: str | dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read_frame(sent if isinstance(sent, str) else json.dumps(sent))
    assert field in {".".join(map(str, fault["loc"])) for fault in caught.value.errors()}


def test_a_frame_at_the_limit_is_read_and_one_above_it_is_refused_before_it_is() -> None:
    frame = json.dumps({"type": "ping"})
    assert read_frame(frame + " " * (MAX_FRAME_BYTES - len(frame))) == PingFrame()
    with pytest.raises(PayloadTooLarge, match=str(MAX_FRAME_BYTES)):
        read_frame(frame + " " * (MAX_FRAME_BYTES - len(frame) + 1))
    with pytest.raises(PayloadTooLarge):
        read_frame("ü" * (MAX_FRAME_BYTES // 2 + 1))


def test_every_frame_to_a_client_says_its_type_its_conversation_its_position_and_its_time() -> None:
    sent = json.loads(PongFrame(conversation_id="c1", seq=7).model_dump_json())
    assert sent.pop("at").endswith("Z")
    assert sent == {"type": "pong", "conversation_id": "c1", "seq": 7}


def test_words_stay_as_they_are_written() -> None:
    text = '<b>"Überhitzt" 🚗</b>\u2028'
    frame = DeltaFrame(conversation_id="c1", turn_id="t1", index=0, text=text)
    assert json.loads(frame.model_dump_json())["text"] == text
