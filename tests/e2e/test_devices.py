"""One conversation in two browsers, and what a browser keeps of it."""

from playwright.sync_api import expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget

DANGER = "There is smoke coming out of the bonnet and my kids are in the car"
QUESTION = "What does the red brake light mean?"
OLD_RECORD = """
(kept) => {
  const [key, record] = Object.entries(localStorage).find(([key]) => key.startsWith("curbside-chat|"));
  const old = JSON.parse(record);
  Object.assign(old.conversation, { startedAt: "2026-11-01T08:00:00Z", greeting: "An old greeting", suggestions: [] });
  localStorage.setItem(key, JSON.stringify({ ...old, kinds: { t1: "queue" } }));
}
"""


def test_a_second_device_shows_the_conversation_as_the_first_does(widget: Widget, opener: Opener) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.ask(DANGER)
    conversation = widget.conversation()
    address = f"{widget.page.url}#conversation={conversation.id}&token={conversation.token}"
    second = opener.open(address)
    expect(second.replies).to_have_count(3, timeout=ANSWER_MS)
    expect(second.replies.first).to_contain_text(conversation.transcript().greeting)
    expect(second.last_reply).to_have_attribute("data-kind", "emergency")
    expect(second.last_reply.get_by_text("Emergency", exact=True)).to_be_visible()
    expect(second.last_reply.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(second.last_reply).not_to_have_attribute("role", "alert")
    expect(second.replies.nth(1).get_by_role("button", name="Source 1")).to_be_visible()
    second.screenshot("second-device")
    shown = [[bubble.inner_text() for bubble in one.bubbles.locator("[part=bubble]").all()] for one in (widget, second)]
    assert shown[0] == shown[1]


def test_a_hand_over_is_still_one_after_a_reload(widget: Widget) -> None:
    widget.launch()
    widget.ask("I want to talk to a real person please")
    widget.reload()
    noted = widget.panel.get_by_text("You can go on asking here.")
    expect(noted).to_be_visible(timeout=ANSWER_MS)


def test_a_browser_keeps_nothing_that_the_server_knows(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.ask(DANGER)
    kept = widget.kept()
    assert kept.keys() == {"conversation", "givenToken", "outbox", "noted"}
    assert kept["noted"] == {"seen": 4, "unread": 0, "attended": True, "rated": None}
    assert kept["conversation"].keys() == {"id", "token", "expiresAt"}
    assert (kept["givenToken"], kept["outbox"]) == (None, [])


def test_what_an_earlier_version_kept_is_forgotten_and_the_conversation_goes_on(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    widget.page.evaluate(OLD_RECORD)
    widget.reload()
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.panel.get_by_text("An old greeting")).to_have_count(0)
    widget.ask("How do I pair my phone?")
    assert widget.kept()["conversation"].keys() == {"id", "token", "expiresAt"}
    assert "kinds" not in widget.kept()
