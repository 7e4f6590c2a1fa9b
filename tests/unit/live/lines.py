"""Connections that keep what is posted to them, over the real tables."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from live.line import Line, Outcome
from store.connections import find_connections, forget_connection, open_connection, save_ticket
from store.positions import last_position, position_of, position_of_reply
from store.sessions import existing_session
from store.turns import find_answer

Frame = dict[str, Any]
SOON = datetime.now(UTC) + timedelta(hours=1)
PATIENCE_SECONDS = 30.0


class Sockets:
    """What each connection was posted. Those that are told so are gone, or take their time."""

    def __init__(self) -> None:
        self.frames: dict[str, list[Frame]] = defaultdict(list)
        self.gone = set[str]()
        self.broken = set[str]()
        self.held = dict[str, threading.Event]()

    def post(self, connection_id: str, frame: bytes) -> Outcome:
        """Take a frame."""
        if connection_id in self.held:
            assert self.held[connection_id].wait(PATIENCE_SECONDS)
        if connection_id in self.gone:
            return "gone"
        if connection_id in self.broken:
            return "failed"
        self.frames[connection_id].append(json.loads(frame))
        return "sent"

    def types(self, connection_id: str) -> list[str]:
        """The types of the frames that a connection got."""
        return [frame["type"] for frame in self.frames[connection_id]]

    def line(self) -> Line:
        """These connections, with what the tables know of them."""
        return Line(
            connections=find_connections,
            post=self.post,
            forget=forget_connection,
            last_position=last_position,
            position_of=position_of,
            position_of_reply=position_of_reply,
            answer=find_answer,
            session=existing_session,
        )


def follow(conversation_id: str, *connection_ids: str) -> None:
    """Let connections follow a conversation."""
    for connection_id in connection_ids:
        save_ticket(f"ticket of {connection_id}", conversation_id, SOON)
        assert open_connection(f"ticket of {connection_id}", connection_id, SOON)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until it holds; fail if it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)
