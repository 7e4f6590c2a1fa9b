"""The live connections of a page, and what goes over them."""

import json
import re
import time
from collections.abc import Callable
from typing import Any, Final

from playwright.sync_api import WebSocketRoute

from tests.e2e.widget import ANSWER_MS, Opener, Widget

SOCKETS: Final = re.compile(r"^ws://.*ticket=")
Frame = dict[str, Any]


class Wire:
    """What goes over the live connections of a page. `held` types of frames are kept back."""

    def __init__(self, widget: Widget, *, swallow: bool = False) -> None:
        self.opened = 0
        self.sent: list[Frame] = []
        self.told: list[Frame] = []
        self.held: list[str] = []
        self.on: Callable[[Frame], None] = lambda frame: None
        self._kept: list[str] = []
        self._swallow = swallow
        self._page: WebSocketRoute | None = None
        widget.page.route_web_socket(SOCKETS, self._open)

    def tell(self, frame: Frame) -> None:
        """Send a frame to the page as if it came from the server."""
        assert self._page is not None
        self._page.send(json.dumps(frame))

    def release(self) -> None:
        """Let through what was held back."""
        assert self._page is not None
        for text in self._kept:
            self._page.send(text)
        self._kept.clear()
        self.held.clear()

    def until(self, widget: Widget, kind: str) -> Frame:
        """Wait for a frame of this type from the server; returns the first."""
        until(widget, lambda: any(frame["type"] == kind for frame in self.told), f"there is no {kind}")
        return next(frame for frame in self.told if frame["type"] == kind)

    def cut(self) -> None:
        """Break the connection."""
        assert self._page is not None
        self._page.close()

    def _open(self, page: WebSocketRoute) -> None:
        self.opened += 1
        self._page, server = page, page.connect_to_server()

        def to_server(text: str | bytes) -> None:
            frame = json.loads(text)
            self.sent.append(frame)
            if not (self._swallow and frame["type"] == "turn"):
                server.send(text)

        def to_page(text: str | bytes) -> None:
            frame = json.loads(text)
            self.told.append(frame)
            if frame["type"] in self.held:
                self._kept.append(str(text))
            else:
                page.send(text)
            self.on(frame)

        page.on_message(to_server)
        server.on_message(to_page)


def until(widget: Widget, condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds, while the page goes on; fail with `what` if it never does."""
    deadline = time.monotonic() + ANSWER_MS / 1000
    while not condition():
        widget.page.wait_for_timeout(20)
        assert time.monotonic() < deadline, what


def connected(widget: Widget, wire: Wire, times: int = 1) -> None:
    """Wait until so many connections were opened, and the last one has said where the conversation stands."""

    def stands() -> bool:
        return wire.opened >= times and bool(wire.told) and wire.told[-1]["type"] == "state"

    until(widget, stands, "there is no live connection")


def opened(opener: Opener, address: str | None = None, **kind: Any) -> tuple[Widget, Wire]:
    """A page whose chat is open and live; at the address of a conversation the chat opens by itself."""
    widget = opener.open(address, **kind)
    wire = Wire(widget)
    widget.page.reload()
    if address is None:
        widget.launch()
    connected(widget, wire)
    return widget, wire


def live(opener: Opener) -> Widget:
    """A page whose chat is open and live over real sockets: nothing stands between, and nothing can be held back."""
    widget = opener.open()
    states: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        states.extend([frame] if json.loads(frame)["type"] == "state" else [])

    widget.page.on("websocket", lambda socket: socket.on("framereceived", note))
    widget.launch()
    until(widget, lambda: bool(states), "there is no live connection")
    return widget
