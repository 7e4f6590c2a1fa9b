"""Turns over live connections, timed by the frames that come."""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any, NamedTuple

from websockets.sync.client import ClientConnection, connect

from infra.local.demo import demo_keys
from infra.local.first_turn import SECONDS, post
from infra.local.settings import LocalSettings

ACCEPTED, DELTA, REPLY = "accepted", "delta", "reply"


class LiveTurn(NamedTuple):
    """A turn, as its customer saw it."""

    text: str
    ms: dict[str, float]
    """Milliseconds from sending it to the first frame of each type."""
    answer: dict[str, Any]


def start(settings: LocalSettings) -> dict[str, Any]:
    """Start a conversation as a page does; return the API's answer."""
    return post(f"{settings.api_url}/conversations", demo_keys(settings).publishable, {})


def open_connection(settings: LocalSettings) -> ClientConnection:
    """Start a conversation, and open its live connection."""
    return connect(start(settings)["live_url"], proxy=None, max_size=None)


def take_turn(connection: ClientConnection, text: str, client_turn_id: str = "bench") -> LiveTurn:
    """Send a turn and wait for its reply. Two turns of a conversation need different ids."""
    seen: dict[str, float] = {}
    started = time.perf_counter()
    connection.send(json.dumps({"type": "turn", "text": text, "client_turn_id": client_turn_id}))
    while True:
        frame: dict[str, Any] = json.loads(connection.recv(timeout=SECONDS))
        seen.setdefault(frame["type"], (time.perf_counter() - started) * 1000)
        if frame["type"] == REPLY:
            return LiveTurn(text, seen, frame["answer"])


def take_turns(settings: LocalSettings, texts: Sequence[str], clients: int) -> list[LiveTurn]:
    """Send each text in a conversation of its own, so many clients at once, each its share.

    All connections are opened before: what that costs others is no part of a turn.
    """
    with ExitStack() as opened, ThreadPoolExecutor(clients) as pool:
        connections = [opened.enter_context(open_connection(settings)) for _ in texts]
        asked = list(zip(connections, texts, strict=True))
        shares = pool.map(lambda client: [take_turn(*one) for one in asked[client::clients]], range(clients))
        return [turn for share in shares for turn in share]
