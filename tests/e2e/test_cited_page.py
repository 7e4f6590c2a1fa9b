"""A cited page, opened over the chat."""

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget

QUESTION = "What does the red brake light mean?"
PHONE = {"width": 390, "height": 844}


def open_source(widget: Widget) -> None:
    """Ask, and open what the answer is cited from."""
    widget.launch()
    widget.ask(QUESTION).get_by_role("button", name="Source 1").click()
    widget.last_reply.get_by_role("button", name="Read the whole page").click()


def test_the_page_of_a_citation_opens_with_what_was_quoted_marked_and_closes_again(widget: Widget) -> None:
    open_source(widget)
    document = widget.document
    expect(document.get_by_role("heading", name="Brake system warning light")).to_be_visible()
    expect(document).to_contain_text("What should I do when the red brake light comes on?", timeout=ANSWER_MS)
    quoted = widget.conversation().transcript().entries[-1].citations[0].quote
    marked = document.locator("mark").all_inner_texts()
    assert marked
    assert all(text in quoted for text in marked)
    expect(document.locator("mark").first).to_be_in_viewport()
    widget.screenshot("cited-page")
    document.get_by_role("button", name="Back to the chat").click()
    expect(document).to_be_hidden()
    expect(widget.last_reply.get_by_role("button", name="Read the whole page")).to_be_focused()
    assert widget.errors == []
    assert widget.violations() == []


def test_the_keyboard_alone_opens_reads_and_closes_a_page(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION).get_by_role("button", name="Source 1").press("Enter")
    page, opener = widget.page, widget.last_reply.get_by_role("button", name="Read the whole page")
    opener.press("Enter")
    expect(widget.document.locator("mark").first).to_be_visible(timeout=ANSWER_MS)
    expect(widget.document.get_by_role("heading", name="Brake system warning light")).to_be_focused()
    expect(widget.input).not_to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.document.get_by_role("region")).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.document).to_be_hidden()
    expect(widget.panel).to_be_visible()
    expect(opener).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()


def test_on_a_phone_the_tab_key_stays_on_the_page_that_is_open(opener: Opener) -> None:
    widget = opener.open(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True, color_scheme="dark")
    open_source(widget)
    expect(widget.document.locator("mark").first).to_be_visible(timeout=ANSWER_MS)
    widget.screenshot("cited-page-phone")
    for _ in range(6):
        widget.page.keyboard.press("Tab")
        inside = "(node) => node.contains(node.getRootNode().activeElement)"
        assert widget.document.evaluate(inside), "what lies below cannot be reached"


@pytest.mark.parametrize(
    ("status", "shown"), [(404, "This page is not there any more."), (503, "This page cannot be shown right now.")]
)
def test_a_page_that_cannot_be_had_is_said_to_be_so(widget: Widget, status: int, shown: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(
            status=status, json={"type": "urn:curbside:problem:x"}, headers={"Access-Control-Allow-Origin": "*"}
        )

    widget.page.route("**/documents/**", refuse, times=1)
    open_source(widget)
    expect(widget.document.get_by_text(shown)).to_be_visible(timeout=ANSWER_MS)
    if status == 503:
        widget.document.get_by_role("button", name="Try again").click()
        expect(widget.document.locator("mark").first).to_be_visible(timeout=ANSWER_MS)
