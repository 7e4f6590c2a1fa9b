"""How replies read: from their beginning, as lists, tables and links, by eye, by ear and by keyboard."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget

pytestmark = pytest.mark.usefixtures("without_live")
QUESTION = "What does the red brake light mean?"
TABLE = "How far can I drive on a full battery?"
STEPS = "What should I do when the red brake light comes on?"
PHONE = {"width": 360, "height": 640}
LINKS = (
    "Read [the manual](https://example.com/manual), or https://example.com/help. Write to help@example.com, or call "
    "[us](tel:+442079460018). [Not this](javascript:window.hacked=1), nor [this](data:text/html,x) [1]"
)
HEARD = """
(panel) => {
  window.heard = [];
  const log = panel.querySelector("[role=log]");
  new MutationObserver((records) => {
    if (log.getAttribute("aria-live") === "off") return;
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.parentElement === log) window.heard.push(node.innerText);
  }).observe(log, { childList: true });
}
"""


LONG = "The beginning. " + "\n\n".join(["A sentence that goes on for a while."] * 60)
"""Longer than the panel is high."""


def lengthen(answer: dict[str, Any]) -> None:
    """Make a reply a long one."""
    answer["reply"]["text"] = LONG


def lengthen_stored(transcript: dict[str, Any]) -> None:
    """The same where it is read again."""
    for entry in transcript["entries"]:
        entry["text"] = LONG if entry["author"] == "bot" else entry["text"]


def multiply(transcript: dict[str, Any]) -> None:
    """Make a thread of a few turns a long one."""
    entries = transcript["entries"]
    transcript["entries"] = [{**entry, "turn_id": f"{entry['turn_id']}{n}"} for n in range(40) for entry in entries]
    for place, entry in enumerate(transcript["entries"]):
        entry["client_turn_id"] = entry["seq"] = None
        entry["created_at"] = f"2026-01-01T{place // 60:02}:{place % 60:02}:00Z"


def top_of(inner: Locator, outer: Locator) -> float:
    """How far below the upper edge of `outer` the upper edge of `inner` is, pixels."""
    inside, outside = inner.bounding_box(), outer.bounding_box()
    assert inside is not None
    assert outside is not None
    return inside["y"] - outside["y"]


def test_a_long_reply_opens_at_its_beginning_and_stays_there(widget: Widget) -> None:
    widget.launch()
    scroll = widget.panel.locator("#scroll")
    widget.answers("POST", lengthen)
    widget.answers("GET", lengthen_stored)
    reply = widget.ask(QUESTION)
    assert 0 <= top_of(reply, scroll) < 40
    widget.screenshot("long-reply")
    widget.input.fill("one\ntwo\nthree\nfour")
    widget.page.wait_for_timeout(6_000)
    assert 0 <= top_of(reply, scroll) < 40
    widget.page.unroute_all()
    assert 0 <= top_of(widget.ask(TABLE), scroll) < 400


def test_a_reloaded_conversation_opens_at_its_last_reply(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.ask(STEPS)
    widget.reload()
    expect(widget.replies).to_have_count(3, timeout=ANSWER_MS)
    expect(widget.last_reply.locator("p").first).to_be_in_viewport()


def test_rows_steps_and_links_are_real_ones(widget: Widget) -> None:
    widget.launch()
    table = widget.ask(TABLE).get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["WLTP", "Typical winter trip"])
    expect(table.get_by_role("row", name="Kite")).to_have_text("Kite410 km300 km")
    expect(table.get_by_role("rowheader")).to_have_text(["Kite", "Tern, electric"])
    steps = widget.ask(STEPS)
    expect(steps.get_by_role("list").get_by_role("listitem")).to_have_count(4)
    expect(steps.get_by_role("listitem").first).to_have_text("Slow down gently and pull over as soon as it is safe.")
    widget.answers("POST", lambda answer: answer["reply"].update(text=f"Either:\n– {LINKS}\n– or not"))
    reply = widget.ask(QUESTION)
    expect(reply.locator("ul > li")).to_have_count(2)
    links = reply.get_by_role("link")
    assert links.evaluate_all("(all) => all.map((link) => link.getAttribute('href'))") == [
        "https://example.com/manual",
        "https://example.com/help",
        "mailto:help@example.com",
        "tel:+442079460018",
    ]
    assert links.evaluate_all("(all) => all.every((link) => link.rel.includes('noopener'))")
    expect(reply).to_contain_text("help. Write")
    expect(reply).to_contain_text("[Not this](javascript:window.hacked=1), nor [this](data:text/html,x)")
    expect(reply.get_by_role("button", name="Source 1")).to_be_visible()
    assert widget.violations() == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("– Monday – Friday: 8 to 18\n– Saturday – Sunday: 9 to 12", "UL"),
        ("– Oil: every month\n– Tyres: every week", "UL"),
        ("– Site – https://example.com/a\n– Shop – https://example.com/b", "UL"),
        ("– Kite – Range: 410 km\n– Tern – Range: 80 km [1]\n\nMore.", "TABLE P P"),
        ("– Kite – Range: 410 km; Boot:\n– Tern – Range: 80 km; Boot: 480 l", "TABLE"),
        ("Do this:\n1. Stop.\n2. Get out.\n\nThen call.", "P OL P"),
        ("24. December is a holiday.", "P"),
        ("3) Open it.\n4) Close it.", "OL"),
        ("First line\nsecond line", "P"),
    ],
)
def test_lines_are_read_as_what_they_are(widget: Widget, text: str, tags: str) -> None:
    widget.launch()
    widget.answers("POST", lambda answer: answer["reply"].update(text=text))
    shown = widget.ask(QUESTION).locator(".text > *")
    names = "(all) => all.map((element) => (element.querySelector('table') ?? element).tagName).join(' ')"
    assert shown.evaluate_all(names) == tags


def test_a_table_fits_a_narrow_phone(opener: Opener) -> None:
    widget = opener.open(viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    widget.launch()
    reply = widget.ask("What happens if the vehicle breaks down, and what does mobility cover pay?")
    scroll = widget.panel.locator("#scroll")
    assert reply.is_visible()
    assert scroll.evaluate("(element) => element.scrollWidth - element.clientWidth") == 0
    widget.screenshot("table-on-a-phone")


def test_rows_on_a_cited_page_are_a_table_with_what_was_quoted_marked(widget: Widget) -> None:
    widget.launch()
    widget.ask(TABLE).get_by_role("button", name="Source 1").click()
    widget.last_reply.get_by_role("button", name="Read the whole page").click()
    expect(widget.document.get_by_role("rowheader", name="Kite").locator("mark")).to_be_in_viewport(timeout=ANSWER_MS)
    assert widget.page.evaluate("scrollY") == 0, "the site below stays where it is"


def test_a_page_that_has_changed_since_opens_at_the_section_that_was_cited(widget: Widget) -> None:
    def forget(answer: dict[str, Any]) -> None:
        for citation in answer["reply"]["citations"]:
            citation["quote"] = "Something that is not there any more."

    widget.launch()
    widget.answers("POST", forget)
    widget.ask("Can I top up the brake fluid myself?").get_by_role("button", name="Source 1").click()
    widget.last_reply.get_by_role("button", name="Read the whole page").click()
    heading = widget.document.get_by_role("heading", name="Can I top up the brake fluid myself?")
    expect(heading).to_be_in_viewport(timeout=ANSWER_MS)
    expect(widget.document.locator("mark")).to_have_count(0)
    expect(widget.document.locator(".cited")).to_contain_text("Brake fluid should not be topped up at home")


def test_a_long_thread_is_one_stop_of_the_tab_key(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.ask(TABLE)
    widget.answers("GET", multiply)
    widget.reload()
    expect(widget.replies).to_have_count(81, timeout=ANSWER_MS)
    keyboard = widget.page.keyboard
    close = widget.panel.get_by_role("button", name="Close the chat")
    close.focus()
    presses = 0
    while not widget.input.evaluate("(input) => input.getRootNode().activeElement === input"):
        keyboard.press("Tab")
        presses += 1
        assert presses <= 8, "the input is near"
    widget.last_reply.focus()
    keyboard.press("ArrowUp")
    expect(widget.questions.last).to_be_focused()
    keyboard.press("ArrowUp")
    before = widget.replies.nth(79)
    expect(before).to_be_focused()
    keyboard.press("Tab")
    expect(before.get_by_role("button", name="Source 1")).to_be_focused()
    expect(before).to_have_accessible_name("Curbside:")
    keyboard.press("Home")
    expect(widget.replies.first).to_be_focused()
    expect(widget.replies.first).to_be_in_viewport()


def test_what_is_new_is_heard_and_the_past_is_not(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.page.reload(wait_until="commit")
    widget.panel.evaluate(HEARD)
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    widget.page.wait_for_timeout(1_000)
    log = widget.panel.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-busy", "false")
    widget.ask(TABLE)
    heard = widget.page.evaluate("window.heard")
    assert len(heard) == 2, "the question and its answer, and nothing of what was said before"
    assert "The range of the Kite is up to 410 km" in heard[1]


def test_every_message_says_its_language(widget: Widget) -> None:
    widget.page.locator("curbside-chat").evaluate("(chat) => chat.setAttribute('language', 'de')")
    widget.page.get_by_role("button", name="Chat öffnen").click()
    expect(widget.replies).to_contain_text("Hallo", timeout=ANSWER_MS)
    assert widget.panel.locator("xpath=..").get_attribute("lang") == "de", "the words around them too"
    widget.ask("Was bedeutet die rote Bremsleuchte?")
    widget.ask("What does the red brake light mean when I drive?")
    spoken = ["de", "de", "de", "en", "en"]
    assert [bubble.get_attribute("lang") for bubble in widget.bubbles.all()] == spoken
    widget.reload()
    expect(widget.replies).to_have_count(3, timeout=ANSWER_MS)
    assert [bubble.get_attribute("lang") for bubble in widget.bubbles.all()] == spoken, "whatever the page speaks now"


def test_a_source_that_was_opened_stays_where_it_is_while_the_transcript_is_read_again(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.ask("Thank you. " * 12)
    first = widget.replies.nth(1)
    scroll = widget.panel.locator("#scroll")
    first.get_by_role("button", name="Source 1").evaluate("(button) => button.click()")
    before = top_of(first.locator("[part=citation]"), scroll)
    widget.page.wait_for_timeout(6_000)
    assert top_of(first.locator("[part=citation]"), scroll) == before
