"""The widget after a reload, on a phone, in the dark, by keyboard, and on a network that comes and goes."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget

QUESTION = "What does the red brake light mean?"
PHONE = {"width": 390, "height": 844}


def background(of: Locator) -> tuple[int, ...]:
    """Red, green and blue behind an element."""
    colour: str = of.evaluate("(element) => getComputedStyle(element).backgroundColor")
    return tuple(int(part) for part in colour.strip("rgba()").split(",")[:3])


def test_a_reload_keeps_the_conversation(widget: Widget) -> None:
    widget.launch()
    before = widget.ask(QUESTION).locator("[part=bubble]").inner_text()
    widget.reload()
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.questions).to_contain_text([QUESTION])
    assert widget.last_reply.locator("[part=bubble]").inner_text() == before
    widget.ask("How do I pair my phone?")
    assert widget.conversation().texts() == [QUESTION, "How do I pair my phone?"]


def test_on_a_phone_the_chat_fills_the_screen(opener: Opener) -> None:
    widget = opener.open(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    widget.launch()
    widget.ask(QUESTION)
    assert widget.panel.bounding_box() == {"x": 0, "y": 0, **PHONE}
    expect(widget.panel).to_have_attribute("aria-modal", "true")
    overflow = widget.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow == 0, "nothing is wider than the screen"
    for target in widget.panel.locator("button:visible:not([part=marker])").all():
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, "a finger can hit it"
    widget.screenshot("phone")


def test_in_a_dark_scheme_the_chat_is_dark(opener: Opener) -> None:
    dark, light = opener.open(color_scheme="dark"), opener.open(color_scheme="light")
    for widget in (dark, light):
        widget.launch()
        widget.ask(QUESTION).get_by_role("button", name="Source 1").click()
    assert sum(background(dark.panel)) < 200
    assert sum(background(light.panel)) > 600
    dark.screenshot("dark")


def test_the_keyboard_alone_is_enough(widget: Widget) -> None:
    page = widget.page
    tab_to(page, widget.launcher)
    page.keyboard.press("Enter")
    expect(widget.input).to_be_focused()
    expect(widget.replies).to_have_count(1, timeout=ANSWER_MS)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    marker = widget.last_reply.get_by_role("button", name="Source 1")
    tab_to(page, marker, backwards=True)
    page.keyboard.press("Enter")
    expect(widget.last_reply.locator("[part=citation]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def tab_to(page: Page, target: Locator, *, backwards: bool = False) -> None:
    """Press Tab until an element has the focus."""
    target.wait_for(state="visible")
    for _ in range(30):
        if target.evaluate("(element) => element.getRootNode().activeElement === element"):
            return
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
    expect(target).to_be_focused()


def test_a_message_written_offline_is_delivered_once_when_the_network_is_back(widget: Widget) -> None:
    widget.launch()
    widget.page.context.set_offline(True)
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.panel.get_by_text("You are offline.")).to_be_visible()
    expect(widget.questions.last).to_contain_text("Waiting for a connection")
    widget.screenshot("offline")
    widget.page.context.set_offline(False)
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.questions).to_have_count(1)
    assert widget.conversation().texts() == [QUESTION]


@pytest.mark.usefixtures("without_live")
def test_a_message_whose_answer_is_lost_on_the_way_is_delivered_once(widget: Widget) -> None:
    answered: list[int] = []

    def lose(route: Route) -> None:
        answered.append(route.fetch().status)
        route.abort("connectionreset")

    widget.launch()
    widget.page.route("**/turns", lose, times=1)
    widget.ask(QUESTION)
    assert answered == [200], "the server had answered before the connection broke"
    expect(widget.questions).to_have_count(1)
    assert [entry.author for entry in widget.conversation().transcript().entries] == ["customer", "bot"]


@pytest.mark.usefixtures("without_live")
def test_a_message_survives_a_page_that_is_closed_before_it_could_go_out(widget: Widget) -> None:
    widget.launch()
    widget.page.route("**/turns", lambda route: route.abort("connectionreset"))
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.questions).to_have_count(1)
    widget.page.unroute("**/turns")
    widget.panel.get_by_role("button", name="Close the chat").click()
    widget.page.reload()
    expect(widget.page.get_by_role("button", name="Open the chat, 1 new message")).to_be_visible(timeout=ANSWER_MS)
    widget.launcher.click()
    expect(widget.replies).to_have_count(2)
    assert widget.conversation().texts() == [QUESTION]
