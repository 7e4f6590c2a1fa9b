"""A tab that can be put to sleep: playwright keeps its own pages awake, so it is one of the browser itself, by CDP."""

import itertools
import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser

Wait = Callable[[Callable[[], bool], str], None]
"""Waits until a condition holds, or fails with these words."""


class Sleeper:
    """The demo page in a tab of its own, beside another one that takes its place on the screen."""

    def __init__(self, browser: Browser, wait: Wait) -> None:
        self._wait = wait
        self._browser = browser.new_browser_cdp_session()
        self._browser.on("Target.receivedMessageFromTarget", self._hear)
        self._answers: dict[int, Any] = {}
        self._ids = itertools.count(1)
        self._events: list[dict[str, Any]] = []
        self._tab = self._open(newWindow=True)
        self._session: str = self._browser.send("Target.attachToTarget", {"targetId": self._tab, "flatten": False})[
            "sessionId"
        ]
        self._other = self._open()

    def go(self, address: str) -> None:
        """Open a page whose chat opens by itself, and wait until it is live."""
        self._browser.send("Target.activateTarget", {"targetId": self._tab})
        self._call("Network.enable")
        self._call("Page.navigate", url=address)
        self._wait(lambda: any(_is_state(event) for event in self._events), "there is no live connection")

    def ask(self, text: str) -> None:
        """Send a message."""
        self._in_chat(
            f"const input = chat.querySelector('#input'); input.value = {json.dumps(text)};"
            "input.dispatchEvent(new Event('input')); chat.querySelector('#send').click()"
        )

    def texts(self) -> list[str]:
        """What the bubbles say, from the top; also while the tab sleeps."""
        found: list[str] = self._in_chat(
            "return [...chat.querySelectorAll('[part=bubble]')].map((one) => one.innerText)"
        )
        return found

    def sleep(self, *, offline: bool) -> None:
        """Put the tab behind the other one and freeze it, as a browser does to save power."""
        if offline:
            self._call(
                "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1
            )
        self._browser.send("Target.activateTarget", {"targetId": self._other})
        self._wait(lambda: self._value("document.hidden") is True, "the tab is hidden")
        self._call("Page.setWebLifecycleState", state="frozen")

    def wake(self) -> None:
        """Bring it back to the front, and back to the network."""
        self._call(
            "Network.emulateNetworkConditions", offline=False, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )
        self._call("Page.setWebLifecycleState", state="active")
        self._browser.send("Target.activateTarget", {"targetId": self._tab})

    def close(self) -> None:
        """Close both tabs."""
        for tab in (self._tab, self._other):
            self._browser.send("Target.closeTarget", {"targetId": tab})
        self._browser.detach()

    def _open(self, **kind: bool) -> str:
        tab: str = self._browser.send("Target.createTarget", {"url": "about:blank", **kind})["targetId"]
        return tab

    def _in_chat(self, script: str) -> Any:
        return self._value(f"(() => {{ const chat = document.querySelector('curbside-chat').shadowRoot; {script} }})()")

    def _value(self, expression: str) -> Any:
        return self._call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def _call(self, method: str, **parameters: Any) -> Any:
        call = next(self._ids)
        message = json.dumps({"id": call, "method": method, "params": parameters})
        self._browser.send("Target.sendMessageToTarget", {"sessionId": self._session, "message": message})
        self._wait(lambda: call in self._answers, f"the tab answers {method}")
        return self._answers.pop(call)

    def _hear(self, event: Any) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message.get("result")
        else:
            self._events.append(message)


def _is_state(event: dict[str, Any]) -> bool:
    if event["method"] != "Network.webSocketFrameReceived":
        return False
    return bool(json.loads(event["params"]["response"]["payloadData"])["type"] == "state")
