"""Frames on a pipe: how many bytes follow, then these; nothing at all is a frame too, and so is none."""

import struct
from typing import IO, Final

_LENGTH: Final = struct.Struct(">q")
_NONE: Final = -1


def send(pipe: IO[bytes], *frames: bytes | None) -> None:
    """Write frames. Raises `OSError` if nobody reads them any more."""
    for frame in frames:
        pipe.write(_LENGTH.pack(_NONE if frame is None else len(frame)))
        pipe.write(frame or b"")
    pipe.flush()


def receive(pipe: IO[bytes], most: int) -> bytes | None:
    """Read the next frame. Raises `EOFError` if the pipe ends before it does, or if it has more than `most` bytes."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > most:
        raise EOFError(f"a frame of {length} bytes")
    return None if length == _NONE else _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError("the other side has gone")
    return content
