"""Replies that a model writes, in the widget: announced, shown as they come, stopped, whole whatever happens."""

import re
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.e2e.sleeper import Sleeper
from tests.e2e.slowly import FIRST, QUESTION, SECOND, THIRD, write_slowly
from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.e2e.wire import connected, live, opened, until
from tests.integration.double import Double

OTHER: Final = "How do I pair my phone?"
ADDRESSES: Final = re.compile(r"/conversations$|/live$")
NOWHERE: Final = "ws://127.0.0.1:9/?ticket=none"
"""The port of the discard protocol, at which nobody listens."""
SPOKEN: Final = """
(panel) => {
  window.spoken = [];
  const status = panel.querySelector("#spoken"), log = panel.querySelector("[role=log]");
  new MutationObserver(() => window.spoken.push(status.textContent)).observe(status, { childList: true });
  new MutationObserver((records) => {
    for (const { addedNodes, target } of records)
      for (const node of addedNodes) if (target === log && node.ariaLive !== "off") window.spoken.push(node.innerText);
  }).observe(log, { childList: true, subtree: true });
}
"""


@pytest.fixture(autouse=True)
def _writes(double: Double) -> None:
    write_slowly(double)


def partial(widget: Widget) -> Locator:
    """The reply that is being written."""
    return widget.panel.locator("[data-partial]")


def ask(widget: Widget) -> None:
    """Send the question, and wait until its reply is being written."""
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(partial(widget)).to_contain_text(FIRST, timeout=ANSWER_MS)


def other_device(widget: Widget) -> str:
    """Where another device opens the conversation."""
    conversation = widget.conversation()
    return f"{widget.page.url}#conversation={conversation.id}&token={conversation.token}"


def stored(widget: Widget) -> list[list[str]]:
    """The words that the server has of the conversation, message by message in the order of positions."""
    transcript = widget.conversation().transcript()
    entries = sorted(transcript.entries, key=lambda entry: entry.seq or 0)
    return words([transcript.greeting, *(entry.text for entry in entries)])


def words(texts: list[str]) -> list[list[str]]:
    """Texts without their markers and lines, which look otherwise on the screen."""
    return [re.findall(r"[^\W\d]+", text) for text in texts]


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_a_reply_that_is_stopped_stays_as_it_was_shown_everywhere(opener_with_models: Opener, way: str) -> None:
    widget = live(opener_with_models)
    ask(widget)
    if way == "button":
        widget.panel.get_by_role("button", name="Stop the reply").click()
    else:
        widget.input.press("Escape")
    mark = widget.replies.last.get_by_text("Reply stopped")
    expect(mark).to_be_visible()
    expect(widget.panel.get_by_role("button", name="Stop the reply")).to_be_hidden()
    expect(widget.input).to_be_focused()
    expect(partial(widget)).to_have_count(0, timeout=ANSWER_MS)
    expect(mark).to_be_visible()
    assert widget.texts()[-1] == FIRST
    assert words(widget.texts()) == stored(widget)
    before = widget.texts()
    widget.reload()
    expect(mark).to_be_visible(timeout=ANSWER_MS)
    assert widget.texts() == before
    assert widget.errors == []


def test_a_reply_is_announced_once_and_spoken_when_it_is_whole(opener_with_models: Opener) -> None:
    widget, wire = opened(opener_with_models, reduced_motion="reduce")
    widget.panel.evaluate(SPOKEN)
    wire.held = ["delta"]
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    wire.until(widget, "delta")
    indicator = widget.panel.locator("[part=typing]")
    expect(indicator).to_have_text("Curbside is typing")
    assert indicator.evaluate("(element) => getComputedStyle(element, '::after').animationName") == "none"
    wire.release()
    expect(partial(widget)).to_contain_text(FIRST)
    expect(indicator).to_be_empty()
    expect(partial(widget)).to_have_count(0, timeout=ANSWER_MS)
    spoken = "\n".join(widget.page.evaluate("window.spoken"))
    assert spoken.count("Curbside is typing") == 1
    assert spoken.count("parking brake is released") == 1


def test_pieces_that_come_after_their_reply_are_not_shown_again(opener_with_models: Opener) -> None:
    widget, wire = opened(opener_with_models)
    wire.held = ["delta"]
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    shown = widget.texts()
    assert wire.until(widget, "delta")
    wire.release()
    widget.page.wait_for_timeout(500)
    expect(partial(widget)).to_have_count(0)
    assert widget.texts() == shown


def test_a_device_that_is_cut_off_in_the_middle_of_a_reply_shows_what_the_other_one_does(
    opener_with_models: Opener,
) -> None:
    widget = live(opener_with_models)
    second, wire = opened(opener_with_models, other_device(widget))
    ask(widget)
    expect(partial(second)).to_contain_text(FIRST)
    wire.cut()
    second.input.fill(OTHER)
    second.input.press("Enter")
    for each in (widget, second):
        expect(each.replies).to_have_count(3, timeout=ANSWER_MS)
        expect(partial(each)).to_have_count(0, timeout=ANSWER_MS)
    connected(second, wire, times=2)
    until(second, lambda: widget.texts() == second.texts(), "both show the same")
    assert words(widget.texts()) == stored(widget)
    assert len(widget.texts()) == 5


def test_a_socket_that_breaks_for_good_while_a_reply_is_written_loses_and_doubles_nothing(
    opener_with_models: Opener,
) -> None:
    widget, wire = opened(opener_with_models)
    ask(widget)
    widget.page.route(ADDRESSES, lambda route: route.abort("connectionreset"))
    wire.cut()
    expect(partial(widget)).to_have_count(0, timeout=ANSWER_MS)
    assert words(widget.texts()) == stored(widget)
    expect(widget.panel.get_by_role("button", name="Stop the reply")).to_be_hidden()


@pytest.mark.parametrize("offline", [False, True])
def test_a_tab_that_sleeps_while_a_reply_is_written_shows_it_once_and_whole_when_it_wakes(
    opener_with_models: Opener, browser: Browser, *, offline: bool
) -> None:
    widget = live(opener_with_models)
    tab = Sleeper(browser, lambda condition, what: until(widget, condition, what))
    tab.go(other_device(widget))
    tab.ask(QUESTION)
    until(widget, lambda: tab.texts()[-1].startswith(FIRST), "the tab sees it being written")
    tab.sleep(offline=offline)
    widget.ask(OTHER)
    expect(widget.replies).to_have_count(3, timeout=ANSWER_MS)
    expect(partial(widget)).to_have_count(0, timeout=ANSWER_MS)
    assert len(tab.texts()) == 3, "it sleeps"
    tab.wake()
    until(widget, lambda: tab.texts() == widget.texts(), "both show the same")
    assert words(widget.texts()) == stored(widget)
    assert " ".join([FIRST, SECOND, THIRD]) in tab.texts()
    tab.close()


def test_a_model_that_dies_while_it_writes_leaves_an_answer(opener_with_models: Opener, double: Double) -> None:
    widget = live(opener_with_models)
    ask(widget)
    double.kill()
    expect(partial(widget)).to_have_count(0, timeout=ANSWER_MS)
    expect(widget.panel.get_by_role("button", name="Stop the reply")).to_be_hidden()
    assert widget.texts()[-1].startswith(f"{FIRST}\n")
    assert len(widget.texts()[-1]) > 2 * len(FIRST), "the page itself goes on"


def test_where_no_socket_can_be_opened_the_reply_comes_all_the_same(opener_with_models: Opener) -> None:
    widget = opener_with_models.open()

    def nowhere(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "live_url": NOWHERE})

    widget.page.route(ADDRESSES, nowhere)
    widget.launch()
    reply = widget.ask(QUESTION)
    expect(reply).to_contain_text("more force than usual")
    expect(widget.panel.get_by_text(re.compile("Connection trouble|Not sent"))).to_have_count(0)
    assert words(widget.texts()) == stored(widget)
