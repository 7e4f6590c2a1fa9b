"""What is written elsewhere: in another tab, on another device, by the bot after it has looked again."""

from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.e2e.person import ASKS_FOR_ONE, Person
from tests.e2e.widget import ANSWER_MS, Widget
from tests.integration.run import wait_for

pytestmark = pytest.mark.usefixtures("without_live")
QUESTION = "What does the red brake light mean?"
OTHER = "How do I pair my phone?"
POLL_MS = 15_000
NEXT_POLL_MS = 6_000
HIDE = """
({ hidden }) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


def reads(widget: Widget) -> list[str]:
    """Grows with each reading of the transcript from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if request.method == "GET" and "/turns" in request.url:
            found.append(request.url)

    widget.page.on("request", note)
    return found


def test_two_tabs_of_one_conversation_show_the_same(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    second = widget.another_tab()
    expect(second.replies).to_have_count(2, timeout=ANSWER_MS)
    second.ask(OTHER)
    expect(widget.replies).to_have_count(3, timeout=POLL_MS)
    widget.ask("How long does the vehicle warranty last?")
    expect(second.replies).to_have_count(4, timeout=POLL_MS)
    assert widget.texts() == second.texts()
    widget.page.wait_for_timeout(NEXT_POLL_MS)
    assert len(widget.texts()) == len(second.texts()) == 7, "nothing is shown twice"
    assert widget.conversation().texts() == [QUESTION, OTHER, "How long does the vehicle warranty last?"]
    assert widget.errors == second.errors == []


def test_a_tab_follows_another_one_into_a_new_conversation(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    second = widget.another_tab()
    expect(second.replies).to_have_count(2, timeout=ANSWER_MS)
    widget.end()
    expect(second.panel.get_by_text("This conversation has ended.")).to_be_visible(timeout=POLL_MS)
    widget.panel.get_by_role("button", name="Start a new conversation").click()
    widget.ask(OTHER)
    expect(second.questions).to_contain_text([OTHER], timeout=POLL_MS)
    expect(second.bubbles).to_have_count(3)
    second.ask("And where is that?")
    assert widget.conversation().texts() == [OTHER, "And where is that?"]


def test_a_message_that_a_tab_left_behind_is_sent_by_another_one(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    second = widget.another_tab()
    expect(second.replies).to_have_count(2, timeout=ANSWER_MS)
    second.page.clock.install()
    widget.page.route("**/turns", lambda route: route.abort("connectionreset"))
    widget.input.fill(OTHER)
    widget.input.press("Enter")
    expect(second.questions).to_have_count(2)
    widget.page.close()
    for _ in range(40):
        second.page.clock.run_for(1_000)
    expect(second.replies).to_have_count(3, timeout=ANSWER_MS)
    assert second.conversation().texts() == [QUESTION, OTHER]


def test_what_is_written_on_another_device_appears_by_itself(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    elsewhere = widget.conversation()
    elsewhere.ask(OTHER)
    expect(widget.replies).to_have_count(3, timeout=POLL_MS)
    expect(widget.questions.last).to_contain_text(OTHER)
    expect(widget.panel.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_a_further_entry_of_a_turn_that_was_answered_is_shown_once_and_last(widget: Widget) -> None:
    correction = "Please stop: this may be dangerous after all."

    def correct(transcript: dict[str, Any]) -> None:
        replies = [place for place, entry in enumerate(transcript["entries"]) if entry["author"] == "bot"]
        first = transcript["entries"][replies[0]]
        later = {
            **first,
            "text": correction,
            "created_at": "2099-01-01T00:00:00Z",
            "seq": len(transcript["entries"]) + 1,
            "citations": [],
            "suggestions": ["I am safe"],
        }
        transcript["entries"].insert(replies[0], {**later, "route": {"kind": "emergency", "queue": "roadside"}})

    widget.launch()
    widget.ask(QUESTION)
    widget.ask(OTHER)
    widget.answers("GET", correct)
    expect(widget.replies).to_have_count(4, timeout=POLL_MS)
    expect(widget.last_reply).to_contain_text(correction)
    expect(widget.last_reply).to_have_attribute("role", "alert")
    expect(widget.last_reply).to_be_in_viewport()
    widget.page.wait_for_timeout(NEXT_POLL_MS)
    expect(widget.replies).to_have_count(4)
    before = widget.texts()
    widget.reload()
    expect(widget.replies).to_have_count(4, timeout=ANSWER_MS)
    assert widget.texts() == before, "the same order as when it came"
    expect(widget.last_reply).not_to_have_attribute("role", "alert")
    widget.panel.get_by_role("button", name="I am safe").click()
    expect(widget.questions.last).to_contain_text("I am safe")
    wait_for(lambda: widget.conversation().texts()[-1] == "I am safe", ANSWER_MS / 1000, "the button's words are sent")


def test_who_answers_is_said_without_a_live_connection_too(widget: Widget, anna: Person) -> None:
    widget.launch()
    widget.ask(ASKS_FOR_ONE)
    expect(widget.panel.get_by_text("Waiting for our team")).to_be_visible()
    conversation_id = widget.conversation().id
    anna.take(conversation_id)
    anna.say(conversation_id, "Good morning, this is Anna.")
    expect(widget.panel.get_by_text("You are talking to Anna Keller.")).to_be_visible(timeout=POLL_MS)
    expect(widget.bubbles.last).to_contain_text("Good morning, this is Anna.")


def test_who_reads_further_up_stays_there_and_is_told_what_is_new(widget: Widget) -> None:
    widget.launch()
    for question in (QUESTION, OTHER, "How long does the vehicle warranty last?"):
        widget.ask(question)
    scroll = widget.panel.locator("#scroll")
    scroll.evaluate("(element) => (element.scrollTop = 0)")
    widget.conversation().ask("Where is the towing eye?")
    jump = widget.panel.get_by_role("button", name="New message")
    expect(jump).to_be_visible(timeout=POLL_MS)
    assert scroll.evaluate("(element) => element.scrollTop") == 0
    widget.screenshot("new-message")
    jump.click()
    expect(widget.last_reply).to_be_in_viewport()
    expect(jump).to_be_hidden()


def test_the_transcript_is_read_often_at_first_then_seldom_and_not_at_all_where_nobody_looks(widget: Widget) -> None:
    widget.launch()
    clock = widget.page.clock
    clock.install()
    widget.ask(QUESTION)

    def seconds(count: int) -> int:
        found = reads(widget)
        for _ in range(count):
            clock.run_for(1_000)
            widget.page.wait_for_timeout(60)
        return len(found)

    assert 9 <= seconds(59) <= 12
    seconds(10)
    assert 1 <= seconds(60) <= 3
    widget.page.evaluate(HIDE, {"hidden": True})
    assert seconds(60) == 0
    found = reads(widget)
    widget.page.evaluate(HIDE, {"hidden": False})
    widget.page.wait_for_timeout(500)
    assert len(found) == 1, "at once when it is looked at again"
    widget.panel.get_by_role("button", name="Close the chat").click()
    assert seconds(60) == 0


def test_the_transcript_is_read_less_and_less_often_while_the_server_fails(widget: Widget) -> None:
    widget.launch()
    widget.page.clock.install()
    widget.ask(QUESTION)
    widget.page.route("**/turns", lambda route: route.abort("connectionreset"))
    found = reads(widget)
    for _ in range(59):
        widget.page.clock.run_for(1_000)
        widget.page.wait_for_timeout(60)
    assert 2 <= len(found) <= 4, "after 5, 15, 35 seconds"
    expect(widget.panel.get_by_text("Connection trouble")).to_have_count(0)
