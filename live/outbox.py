"""Frames to everybody who follows a conversation, posted in order on a thread of its own.

A reader who is slow, or gone, keeps nobody waiting: neither the turn, nor for long the other readers.
"""

import threading
import time
from collections import deque
from dataclasses import dataclass, replace

from contracts.errors import CurbsideError
from live.frames import DeltaFrame, ProgressFrame, ServerFrame
from live.line import Line
from live.policy import MAX_QUEUED_FRAMES
from observe.log import log, where


@dataclass(frozen=True)
class _Waiting:
    """A frame that waits, and whom it is for."""

    frame: ServerFrame
    only: str | None
    but: str | None


class Outbox:
    """The frames of one conversation. Nothing in it raises."""

    def __init__(self, conversation_id: str, line: Line) -> None:
        self._conversation_id = conversation_id
        self._line = line
        self._waiting = deque[_Waiting]()
        self._changed = threading.Condition()
        self._working = False
        self._seq: int | None = None
        self._followers: list[str] | None = None
        self._missed = set[str]()

    def put(self, frame: ServerFrame, *, only: str | None = None, but: str | None = None) -> None:
        """Let a frame be posted to all connections, or to `only` one, or to all `but` one.

        A piece of a reply joins the piece that waits before it, and news of progress take the place of older ones. What
        finds the queue full is dropped: whoever resumes gets all that is stored.
        """
        with self._changed:
            if not self._joined(frame) and len(self._waiting) < MAX_QUEUED_FRAMES:
                self._waiting.append(_Waiting(frame, only, but))
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, name="live", daemon=True).start()

    def followers(self) -> list[str]:
        """Ask who follows the conversation now, for the frames from here on; nobody where that cannot be known."""
        try:
            self._followers = self._line.connections(self._conversation_id)
        except CurbsideError as error:
            log("warning", "live connections not known", {"error": type(error).__name__, "where": where(error)})
            self._followers = []
        return self._followers

    def finish(self, seconds: float) -> bool:
        """Wait until all is posted, so many seconds at most. Whether it is."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while self._working and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)
            return not self._working

    def _joined(self, frame: ServerFrame) -> bool:
        """Whether a frame became part of the last one that waits."""
        last = self._waiting[-1] if self._waiting else None
        if last is None:
            return False
        if isinstance(frame, ProgressFrame) and isinstance(last.frame, ProgressFrame):
            self._waiting[-1] = replace(last, frame=frame)
            return True
        if isinstance(frame, DeltaFrame) and isinstance(last.frame, DeltaFrame) and _goes_on(frame, last.frame):
            self._waiting[-1] = replace(last, frame=last.frame.changed(text=last.frame.text + frame.text))
            return True
        return False

    def _next(self) -> _Waiting | None:
        with self._changed:
            if self._waiting:
                return self._waiting.popleft()
            self._working = False
            self._changed.notify_all()
            return None

    def _work(self) -> None:
        while waiting := self._next():
            try:
                self._post(waiting)
            except Exception as error:  # a turn never fails because somebody watches it
                log("error", "frame not posted", {"error": type(error).__name__, "where": where(error)})

    def _post(self, waiting: _Waiting) -> None:
        passing = isinstance(waiting.frame, DeltaFrame | ProgressFrame)
        readers = [waiting.only] if waiting.only else self._readers(waiting.but, passing)
        if not readers:
            return
        frame = self._placed(waiting.frame).model_dump_json().encode()
        for reader in readers:
            self._post_to(reader, frame)

    def _readers(self, but: str | None, passing: bool) -> list[str]:  # noqa: FBT001 - private
        """Who gets a frame; last of all those who missed one, who get no pieces any more."""
        followers = self.followers() if self._followers is None else self._followers
        wanted = [reader for reader in followers if reader != but and not (passing and reader in self._missed)]
        return sorted(wanted, key=lambda reader: reader in self._missed)

    def _post_to(self, reader: str, frame: bytes) -> None:
        outcome = self._line.post(reader, frame)
        if outcome != "sent":
            self._missed.add(reader)
        if outcome == "gone":
            self._followers = [follower for follower in self._followers or () if follower != reader]
            self._line.forget(self._conversation_id, reader)

    def _placed(self, frame: ServerFrame) -> ServerFrame:
        """The frame with a position: its own, or that of the last entry stored."""
        if frame.seq is not None:
            self._seq = max(frame.seq, self._seq or 0)
            return frame
        if self._seq is None:
            self._seq = self._line.last_position(self._conversation_id)
        return frame.changed(seq=self._seq)


def _goes_on(frame: DeltaFrame, last: DeltaFrame) -> bool:
    """Whether a piece belongs behind another one: the first of a reply begins it anew."""
    return frame.index > 0 and frame.turn_id == last.turn_id
