"""The binary frames of a stream: smithy.io/2.0/aws/amazon-eventstream.html.

A frame is: length of all (u32), length of headers (u32), CRC-32 of these eight bytes, headers, payload, CRC-32 of all
before it. A header is: length of its name (u8), name, 7 for a string, length of its value (u16), value.
"""

import json
from collections.abc import Mapping
from struct import pack
from typing import Any, Final
from zlib import crc32

_AROUND: Final = 16
"""Bytes of a frame beside headers and payload."""
_STRING: Final = b"\x07"


def frame(headers: Mapping[str, str], payload: bytes) -> bytes:
    """Return one frame; all headers are strings."""
    packed = b"".join(_header(name.encode(), value.encode()) for name, value in headers.items())
    lengths = pack("!II", _AROUND + len(packed) + len(payload), len(packed))
    message = lengths + pack("!I", crc32(lengths)) + packed + payload
    return message + pack("!I", crc32(message))


def event(kind: str, content: Mapping[str, Any]) -> bytes:
    """Return the frame of an event such as `contentBlockDelta`."""
    return frame({":event-type": kind, ":content-type": "application/json", ":message-type": "event"}, _json(content))


def exception(code: str, message: str) -> bytes:
    """Return the frame of an error inside a stream; `code` is its name as outside, such as `ThrottlingException`."""
    kind = code[0].lower() + code[1:]
    headers = {":exception-type": kind, ":content-type": "application/json", ":message-type": "exception"}
    return frame(headers, _json({"message": message}))


def _header(name: bytes, value: bytes) -> bytes:
    return pack("!B", len(name)) + name + _STRING + pack("!H", len(value)) + value


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()
