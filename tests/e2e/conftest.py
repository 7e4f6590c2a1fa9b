"""A real browser on the running stack's page."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.cockpit import Cockpits, empty_desk
from tests.e2e.person import Person
from tests.e2e.widget import Opener, Widget
from tests.integration.chat import Chat
from tests.integration.run import LocalRun
from tests.integration.staff import Cockpit

SCREENSHOTS: Final = Path(__file__).parent / ".screenshots"
ARGUMENTS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium with a new profile. It ends with this package: its event loop would be in the way of other tests."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("browser tests need chromium on the PATH; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def without_live() -> None:
    """The browser knows no WebSockets: everything goes by requests."""


@pytest.fixture
def opener(browser: Browser, stack: LocalRun, chat: Chat, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Opens the page in browsers of different kinds."""
    opener = Opener(browser, stack, chat, SCREENSHOTS, live="without_live" not in request.fixturenames)
    yield opener
    opener.close()


@pytest.fixture
def opener_with_models(browser: Browser, stack_with_models: LocalRun, chat_with_models: Chat) -> Iterator[Opener]:
    """The same where a model writes the replies."""
    opener = Opener(browser, stack_with_models, chat_with_models, SCREENSHOTS, live=True)
    yield opener
    opener.close()


@pytest.fixture(scope="session")
def cockpit(chat: Chat, stack: LocalRun) -> Cockpit:
    """The staff of the running stack."""
    return Cockpit(chat, stack)


@pytest.fixture
def anna(cockpit: Cockpit) -> Iterator[Person]:
    """Anna Keller, at her desk."""
    anna = Person(cockpit, "anna")
    yield anna
    anna.leave()


@pytest.fixture
def widget(opener: Opener) -> Widget:
    """The page in an ordinary browser window."""
    return opener.open()


@pytest.fixture
def cockpits(browser: Browser, stack: LocalRun, chat: Chat) -> Iterator[Cockpits]:
    """Opens the cockpit for people at the desk."""
    cockpits = Cockpits(browser, stack, chat, SCREENSHOTS)
    yield cockpits
    cockpits.close()


@pytest.fixture
def nobody_waits(stack: LocalRun, chat: Chat) -> None:
    """Nobody is at the desk, and nothing waits there."""
    empty_desk(chat, stack)
