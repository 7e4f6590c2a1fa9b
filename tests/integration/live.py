"""A live connection as a page holds it."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from websockets.sync.client import ClientConnection, connect

from tests.integration.chat import Conversation

Frame = dict[str, Any]
SECONDS: Final = 30.0


class Live:
    """One open connection, with every frame that came over it."""

    def __init__(self, socket: ClientConnection, conversation: Conversation) -> None:
        self.socket = socket
        self.frames: list[Frame] = []
        self._conversation = conversation

    def send(self, frame: Frame | str) -> None:
        """Send a frame, or text that is none."""
        self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def ask(self, text: str, client_turn_id: str | None = None) -> str:
        """Send a turn; returns its id at the client."""
        chat = self._conversation.chat
        chat.sent.append(text)
        turn = client_turn_id or chat.new_turn_id()
        self.send({"type": "turn", "text": text, "client_turn_id": turn})
        return turn

    def until(self, kind: str, fits: Callable[[Frame], bool] = lambda frame: True) -> Frame:
        """Wait for a frame of this type that fits; returns it."""
        deadline = time.monotonic() + SECONDS
        while True:
            frame: Frame = json.loads(self.socket.recv(timeout=max(0.1, deadline - time.monotonic())))
            self.frames.append(frame)
            if frame["type"] == kind and fits(frame):
                return frame

    def quiet(self, seconds: float) -> list[Frame]:
        """Every frame that comes within this time."""
        found = list[Frame]()
        try:
            while True:
                found.append(json.loads(self.socket.recv(timeout=seconds)))
        except TimeoutError:
            self.frames += found
            return found

    def types(self) -> list[str]:
        """The types of the frames so far, progress aside."""
        return [frame["type"] for frame in self.frames if frame["type"] != "progress"]


def address(conversation: Conversation) -> str:
    """A fresh address that opens a live connection."""
    answer = conversation.chat.post(f"/conversations/{conversation.id}/live", conversation.token)
    assert answer.status_code == 200, answer.text
    url: str = answer.json()["live_url"]
    conversation.chat.tokens.append(url.partition("?ticket=")[2])
    return url


@contextmanager
def live(conversation: Conversation) -> Iterator[Live]:
    """An open connection to a conversation."""
    with connect(address(conversation), proxy=None, max_size=None) as socket:
        yield Live(socket, conversation)
