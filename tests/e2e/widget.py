"""The widget as a customer sees it, by role and label."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Route, expect

from tests.integration.chat import Chat, Conversation
from tests.integration.run import LocalRun

ANSWER_MS: Final = 20_000
NO_SOCKETS: Final = "delete window.WebSocket"
WATCH: Final = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


class Widget:
    """One page with the chat in it."""

    def __init__(self, page: Page, chat: Chat, screenshots: Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self._chat = chat
        self._screenshots = screenshots
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def launcher(self) -> Locator:
        """The round button in the corner."""
        return self.page.get_by_role("button", name="Open the chat")

    @property
    def panel(self) -> Locator:
        """The chat window."""
        return self.page.get_by_role("dialog")

    @property
    def input(self) -> Locator:
        """Where the customer writes."""
        return self.panel.get_by_role("textbox")

    @property
    def bubbles(self) -> Locator:
        """All messages."""
        return self.panel.locator("[data-author]")

    @property
    def replies(self) -> Locator:
        """What the bot has said, from the greeting on."""
        return self.panel.locator("[data-author=bot]")

    @property
    def questions(self) -> Locator:
        """What the customer has said."""
        return self.panel.locator("[data-author=customer]")

    def texts(self) -> list[str]:
        """What the bubbles say, from the top."""
        return self.bubbles.locator("[part=bubble]").all_inner_texts()

    @property
    def document(self) -> Locator:
        """The cited page that is open over the chat."""
        return self.panel.locator("[part=document]")

    @property
    def last_reply(self) -> Locator:
        """What the bot said last."""
        return self.replies.last

    def launch(self) -> None:
        """Open the chat and wait for the greeting."""
        self.launcher.click()
        expect(self.replies).to_have_count(1, timeout=ANSWER_MS)

    def reload(self) -> None:
        """Load the page anew; a panel that was open is open again."""
        self.page.reload()
        expect(self.panel).to_be_visible()

    def end(self) -> None:
        """End the conversation, and say so when asked."""
        self.panel.get_by_role("button", name="End conversation").click()
        self.panel.get_by_role("group", name="End this conversation?").get_by_role(
            "button", name="End conversation"
        ).click()

    def another_tab(self) -> "Widget":
        """The same page once more in this browser, with the panel open."""
        tab = Widget(self.page.context.new_page(), self._chat, self._screenshots)
        tab.page.goto(self.page.url)
        tab.launcher.click()
        return tab

    def answers(self, method: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change what comes back from the conversation's turns, as another version of the server would."""

        def rewrite(route: Route) -> None:
            if route.request.method != method:
                route.fallback()
                return
            response = route.fetch()
            content = response.json()
            change(content)
            route.fulfill(response=response, json=content)

        self.page.route(re.compile(r"/turns(\?.*)?$"), rewrite)

    def ask(self, text: str) -> Locator:
        """Send a message and wait for the reply to it; returns the reply."""
        expect(self.replies.first).to_be_visible()  # a conversation that is just opened greets first
        before = self.replies.count()
        self._chat.sent.append(text)
        self.input.fill(text)
        self.input.press("Enter")
        expect(self.replies).to_have_count(before + 1, timeout=ANSWER_MS)
        return self.last_reply

    def kept(self) -> dict[str, Any]:
        """What the browser keeps of the chat."""
        stored = self.page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('curbside-chat|'))")
        [(_, record)] = stored
        content: dict[str, Any] = json.loads(record)
        return content

    def conversation(self) -> Conversation:
        """The conversation as the server knows it."""
        kept = self.kept()["conversation"]
        self._chat.tokens.append(kept["token"])
        return Conversation(self._chat, kept["id"], kept["token"])

    def violations(self) -> list[str]:
        """What the page's Content-Security-Policy has refused."""
        refused: list[str] = self.page.evaluate("window.violations")
        return refused

    def screenshot(self, name: str) -> None:
        """Keep a picture for people to look at."""
        self.page.screenshot(path=self._screenshots / f"{name}.png", animations="disabled")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)


class Opener:
    """Opens pages, each with storage of its own, and closes them."""

    def __init__(self, browser: Browser, stack: LocalRun, chat: Chat, screenshots: Path, *, live: bool) -> None:
        self._live = live
        self._browser = browser
        self._stack = stack
        self._chat = chat
        self._screenshots = screenshots
        self._contexts: list[BrowserContext] = []

    def open(self, address: str | None = None, **kind: Any) -> Widget:
        """The page in a new window; `kind` goes to playwright's `new_context`."""
        context = self._browser.new_context(locale="en-GB", **kind)
        context.add_init_script(WATCH)
        if not self._live:
            context.add_init_script(NO_SOCKETS)
        self._contexts.append(context)
        widget = Widget(context.new_page(), self._chat, self._screenshots)
        widget.page.goto(address or self._stack.settings.page_url)
        return widget

    def close(self) -> None:
        """Close all of them."""
        for context in self._contexts:
            context.close()
