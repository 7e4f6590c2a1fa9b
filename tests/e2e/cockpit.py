"""The cockpit as a person at the desk sees it, by role and label."""

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from contracts.desk_api import DeskSeen
from infra.local.demo import demo_passwords
from tests.integration.chat import Chat, Conversation, bearer
from tests.integration.run import LocalRun, wait_for
from tests.integration.staff import Cockpit as Staff

SHOWN_MS: Final = 20_000
SECONDS: Final = 30.0
DESK_SIZE: Final = {"width": 1280, "height": 800}
WITHOUT_LIVE: Final = """
const Real = window.WebSocket;
window.WebSocket = class extends Real {
  constructor(url, ...more) { super(String(url).includes("ticket=") ? "ws://127.0.0.1:9/" : url, ...more); }
};
"""
"""Streamlit's own connection works, that to the desk never does."""
CALL: Final = "I want to speak to a human please"


class CockpitPage:
    """One page of the cockpit."""

    def __init__(self, page: Page, run: LocalRun, chat: Chat, screenshots: Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self._passwords = demo_passwords(run.settings)
        self._chat = chat
        self._screenshots = screenshots
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def entries(self) -> Locator:
        """What was written in the open conversation."""
        return self.page.locator(".entry")

    @property
    def box(self) -> Locator:
        """Where one writes."""
        return self.page.locator(".composer textarea")

    def button(self, name: str) -> Locator:
        """A button by the beginning of its label: the rest is its key."""
        return self.page.get_by_role("button", name=name).first

    def card(self, conversation: Conversation) -> Locator:
        """A conversation on the left."""
        return self.page.locator(f".desk article[data-key='{conversation.id}']")

    def sign_in(self, staff_id: str, password: str | None = None) -> None:
        """Fill in the form."""
        name = self.page.get_by_label("User name")
        expect(name).to_be_visible(timeout=SHOWN_MS)
        if name.is_enabled():
            name.fill(staff_id)
        self.page.get_by_label("Password", exact=True).fill(password or self._passwords[staff_id])
        self.button("Sign in").click()

    def come(self, staff_id: str) -> None:
        """Sign in, be available, and wait for the live channel."""
        self.sign_in(staff_id)
        self.page.get_by_text("● Available").click()
        expect(self.page.locator(".st-key-presence [role=radio][aria-checked=true]")).to_have_text(
            "● Available", timeout=SHOWN_MS
        )

    def accept(self, conversation: Conversation) -> None:
        """Take what is offered, or waits, and wait for it to be open."""
        self.card(conversation).get_by_role("button", name="Accept").or_(
            self.card(conversation).get_by_role("button", name="Take")
        ).click(timeout=SHOWN_MS)
        expect(self.button("Wrap up")).to_be_visible(timeout=SHOWN_MS)

    def write(self, text: str) -> None:
        """Write in the way that is chosen, and wait until the desk has it."""
        self._chat.sent.append(text)
        self.box.fill(text)
        self.box.press("Control+Enter")
        expect(self.box).to_have_value("", timeout=SHOWN_MS)

    def see(self, text: str) -> Locator:
        """Wait until an entry says something."""
        entry = self.entries.filter(has_text=text).last
        expect(entry).to_be_visible(timeout=SHOWN_MS)
        return entry

    def screenshot(self, name: str) -> None:
        """Keep a picture for people to look at."""
        self.page.screenshot(path=self._screenshots / f"cockpit-{name}.png", animations="disabled")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


class Cockpits:
    """Opens pages of the cockpit, each in a browser of its own, and closes them."""

    def __init__(self, browser: Browser, stack: LocalRun, chat: Chat, screenshots: Path) -> None:
        self._browser, self._stack, self._chat, self._screenshots = browser, stack, chat, screenshots
        self._contexts: list[BrowserContext] = []

    def open(self, *, live: bool = True, **kind: Any) -> CockpitPage:
        """A page where nobody is signed in."""
        context = self._browser.new_context(locale="en-GB", **{"viewport": DESK_SIZE, **kind})
        if not live:
            context.add_init_script(WITHOUT_LIVE)
        self._contexts.append(context)
        cockpit = CockpitPage(context.new_page(), self._stack, self._chat, self._screenshots)
        cockpit.page.goto(self._stack.settings.cockpit_url)
        return cockpit

    def come(self, staff_id: str, *, live: bool = True, **kind: Any) -> CockpitPage:
        """A page whose person is at the desk."""
        cockpit = self.open(live=live, **kind)
        cockpit.come(staff_id)
        return cockpit

    def close(self) -> None:
        """Close all of them."""
        for context in self._contexts:
            context.close()


def empty_desk(chat: Chat, run: LocalRun) -> None:
    """Send everybody home and finish what earlier tests left in line."""
    staff = Staff(chat, run)
    tokens = {name: staff.tokens_of(name).access_token for name in ("anna", "ben", "ada", "sam")}

    def be(name: str, status: str) -> None:
        presence = chat.http.put(f"{chat.url}/presence", headers=bearer(tokens[name]), json={"status": status})
        assert presence.status_code == 200, presence.text

    def finished() -> bool:
        desk = DeskSeen.model_validate_json(chat.get("/desk", tokens["sam"]).content)
        left = {one.conversation_id: one for one in (*desk.mine, *desk.emergencies, *desk.waiting, *desk.others)}
        for conversation_id in left:
            chat.post(f"/conversations/{conversation_id}/claim", tokens["sam"])
            chat.post(f"/conversations/{conversation_id}/wrap-up", tokens["sam"], {"disposition": "solved"})
        return not left

    for name in tokens:
        be(name, "offline")
    be("sam", "available")
    wait_for(finished, SECONDS, "the desk is empty")
    be("sam", "offline")
