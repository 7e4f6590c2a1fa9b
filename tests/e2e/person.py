"""A person at the desk, who does over the API what a cockpit does."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import httpx
from websockets.sync.client import ClientConnection, connect

from tests.integration.chat import bearer
from tests.integration.run import wait_for
from tests.integration.staff import Cockpit

ASKS_FOR_ONE: Final = "I want to talk to a real person please"
SECONDS: Final = 20.0


class Person:
    """Somebody of the demo's staff, signed in and available."""

    def __init__(self, cockpit: Cockpit, staff_id: str) -> None:
        self._chat = cockpit.chat
        self._token = cockpit.tokens_of(staff_id).access_token
        self._said = 0
        self._set("available")

    def leave(self) -> None:
        """Go home: what is not finished goes back in line."""
        self._set("offline")

    def take(self, conversation_id: str) -> None:
        """Take a conversation that waits, as soon as it does."""

        def taken() -> bool:
            return self._post(conversation_id, "claim").status_code == httpx.codes.OK

        wait_for(taken, SECONDS, "the conversation is taken")

    def say(self, conversation_id: str, text: str) -> dict[str, Any]:
        """Write to the customer; returns the entry."""
        self._said += 1
        body = {"text": text, "client_message_id": f"m-{self._said}"}
        answer = self._post(conversation_id, "messages", body)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        entry: dict[str, Any] = answer.json()
        return entry

    def give_back(self, conversation_id: str) -> None:
        """Put a conversation back in line."""
        assert self._post(conversation_id, "give-back", {}).status_code == httpx.codes.OK

    def finish(self, conversation_id: str) -> None:
        """Be done with a conversation."""
        answer = self._post(conversation_id, "wrap-up", {"disposition": "solved"})
        assert answer.status_code == httpx.codes.OK, answer.text

    def entries(self, conversation_id: str) -> list[dict[str, Any]]:
        """All of a conversation, as staff see it."""
        answer = self._chat.get(f"/conversations/{conversation_id}", self._token)
        assert answer.status_code == httpx.codes.OK, answer.text
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries

    @contextmanager
    def live(self, conversation_id: str) -> Iterator["DeskLive"]:
        """A live connection that shows a conversation."""
        answer = self._chat.post("/desk/live", self._token)
        url: str = answer.json()["live_url"]
        self._chat.tokens.append(url.partition("?ticket=")[2])
        with connect(url, proxy=None, max_size=None) as socket:
            desk = DeskLive(socket, conversation_id)
            desk.send("follow")
            wait_for(lambda: bool(desk.told("viewing")), SECONDS, "the conversation is shown")
            yield desk

    def _post(self, conversation_id: str, what: str, body: Any = None) -> httpx.Response:
        return self._chat.post(f"/conversations/{conversation_id}/{what}", self._token, body)

    def _set(self, status: str) -> None:
        answer = self._chat.http.put(f"{self._chat.url}/presence", headers=bearer(self._token), json={"status": status})
        assert answer.status_code == httpx.codes.OK, answer.text


class DeskLive:
    """What goes over the live connection of a cockpit that shows one conversation."""

    def __init__(self, socket: ClientConnection, conversation_id: str) -> None:
        self._socket = socket
        self._conversation_id = conversation_id
        self._frames: list[dict[str, Any]] = []

    def send(self, kind: str, **further: Any) -> None:
        """Send a frame about the conversation."""
        self._socket.send(json.dumps({"type": kind, "conversation_id": self._conversation_id, **further}))

    def told(self, kind: str) -> list[dict[str, Any]]:
        """Frames of this type that came so far. Does not wait, since a page that is tested stands still meanwhile."""
        with suppress(TimeoutError):
            while True:
                self._frames.append(json.loads(self._socket.recv(timeout=0)))
        return [frame for frame in self._frames if frame["type"] == kind]
