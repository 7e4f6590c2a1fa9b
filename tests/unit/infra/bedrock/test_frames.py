"""Frames, byte for byte as others make and read them."""

import json
from typing import Any

import pytest
from botocore.eventstream import EventStreamBuffer
from moto.core.eventstream import EventStreamEncoder

from infra.bedrock.frames import event, exception, frame


@pytest.mark.parametrize(
    ("headers", "payload"),
    [
        ({}, b""),
        ({":message-type": "event"}, b"{}"),
        ({":event-type": "contentBlockDelta", ":content-type": "application/json"}, '{"text": "Öl, 2,5 bar"}'.encode()),
        ({"a" * 255: "b" * 30_000}, bytes(range(256)) * 40),
    ],
)
def test_a_frame_is_what_another_encoder_makes(headers: dict[str, str], payload: bytes) -> None:
    assert frame(headers, payload) == EventStreamEncoder().encode_message(headers, payload)


def read(data: bytes) -> Any:
    buffer = EventStreamBuffer()
    buffer.add_data(data)
    (message,) = buffer
    return message


def test_botocore_reads_an_event() -> None:
    message = read(event("messageStop", {"stopReason": "end_turn"}))
    assert message.headers[":event-type"] == "messageStop"
    assert message.headers[":message-type"] == "event"
    assert json.loads(message.payload) == {"stopReason": "end_turn"}


def test_botocore_reads_an_error_inside_a_stream() -> None:
    message = read(exception("ThrottlingException", "later"))
    assert message.headers[":exception-type"] == "throttlingException"
    assert json.loads(message.payload) == {"message": "later"}
