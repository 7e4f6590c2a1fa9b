"""Asking in the browser: answers, citations, suggestions, emergencies and hand-overs."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.integration.run import LocalRun

QUESTION = "What does the red brake light mean?"


def test_a_question_gets_a_cited_answer_and_the_citation_opens(widget: Widget) -> None:
    widget.launch()
    reply = widget.ask(QUESTION)
    expect(reply).to_contain_text("The red brake warning light means")
    marker = reply.get_by_role("button", name="Source 1: Brake system warning light")
    expect(marker).to_have_attribute("aria-expanded", "false")
    marker.click()
    expect(marker).to_have_attribute("aria-expanded", "true")
    citation = reply.locator("[part=citation]")
    expect(citation).to_be_visible()
    expect(citation).to_contain_text("What does the red brake light mean?")
    expect(citation).to_contain_text("Document: warning-lights/brake-system.md")
    widget.screenshot("answer-with-citation")
    marker.click()
    expect(citation).to_be_hidden()


def test_a_suggestion_is_sent_with_one_click(widget: Widget) -> None:
    widget.launch()
    suggestions = widget.panel.get_by_role("group", name="Suggested messages").get_by_role("button")
    text = suggestions.last.inner_text()
    suggestions.last.click()
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.questions).to_contain_text([text])
    assert widget.conversation().texts() == [text]


def test_the_happy_path_leaves_the_console_and_the_security_policy_silent(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION).get_by_role("button", name="Source 1").click()
    widget.reload()
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    widget.end()
    expect(widget.panel).to_contain_text("This conversation has ended.", timeout=ANSWER_MS)
    assert widget.errors == []
    assert widget.violations() == []


def test_an_emergency_is_marked_and_112_can_be_dialled(widget: Widget) -> None:
    widget.launch()
    reply = widget.ask("There is smoke coming out of the bonnet and my kids are in the car")
    expect(reply).to_have_attribute("role", "alert")
    expect(reply.get_by_text("Emergency", exact=True)).to_be_visible()
    expect(reply.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(reply.get_by_role("link", name="911")).to_have_attribute("href", "tel:911")
    expect(reply).to_contain_text(re.compile(r"Stop in a safe place.*112", re.DOTALL))
    widget.screenshot("emergency")


def test_after_a_hand_over_one_can_go_on_asking(widget: Widget) -> None:
    widget.launch()
    reply = widget.ask("I want to talk to a real person please")
    expect(reply.get_by_text("You can go on asking here.")).to_be_visible()
    widget.screenshot("hand-over")


def test_the_address_of_alex_greets_alex_and_hides_the_token(opener: Opener, stack: LocalRun) -> None:
    widget = opener.open(stack.address("as Alex"))
    expect(widget.replies).to_have_count(1, timeout=ANSWER_MS)
    expect(widget.panel.get_by_role("group", name="Suggested messages").get_by_role("button")).to_have_count(3)
    assert widget.page.url == stack.settings.page_url
    expect(widget.ask("I want to book a service")).to_contain_text("Hello Alex.")
    expect(widget.last_reply).to_contain_text("service of your Kite")
    widget.screenshot("as-alex")
    widget.reload()
    expect(widget.questions.first).to_contain_text("I want to book a service", timeout=ANSWER_MS)


@pytest.mark.usefixtures("without_live")
def test_who_writes_to_a_conversation_that_was_ended_elsewhere_is_told_whom_to_call_in_danger(
    widget: Widget,
) -> None:
    widget.launch()
    widget.ask(QUESTION)
    assert widget.conversation().close().status_code == 200
    widget.input.fill("How do I pair my phone?")
    widget.input.press("Enter")
    expect(widget.panel.get_by_text("This conversation has ended.")).to_be_visible(timeout=ANSWER_MS)
    expect(widget.panel.get_by_text("If anyone is in danger, call 112")).to_be_visible()


def test_a_closed_conversation_can_be_followed_by_a_new_one(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    first = widget.conversation()
    widget.end()
    expect(widget.input).to_be_disabled()
    assert first.transcript().closed
    widget.panel.get_by_role("button", name="Start a new conversation").click()
    widget.ask("How do I pair my phone?")
    second = widget.conversation()
    assert second.id != first.id
    assert (first.texts(), second.texts()) == ([QUESTION], ["How do I pair my phone?"])
