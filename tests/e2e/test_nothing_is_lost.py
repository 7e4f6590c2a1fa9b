"""What a customer wrote is kept, sent or said not to be: never lost, never cut, never in another name."""

import re

import pytest
from playwright.sync_api import Route, expect

from contracts.policy import MAX_TEXT_CHARS
from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.integration.chat import Chat
from tests.integration.run import LocalRun

pytestmark = pytest.mark.usefixtures("without_live")
QUESTION = "What does the red brake light mean?"
DRAFT = "My Kite makes a noise when"
FILL = """
() => {
  for (let size = 1 << 22; size >= 1; size = size >> 1) {
    try {
      for (let n = 0; ; n += 1) localStorage.setItem(`filler-${size}-${n}`, "x".repeat(size));
    } catch { /* full */ }
  }
}
"""
BLOCK = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
PRESS = "(input, event) => input.dispatchEvent(new KeyboardEvent('keydown', event))"
NOT_SENT = "Not sent"
GO_OUT_LATER = "go out when you are back"


def test_a_message_is_shown_and_sent_while_storage_is_full(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    conversation = widget.conversation()
    widget.page.evaluate(FILL)
    widget.ask("How do I pair my phone?")
    expect(widget.questions).to_have_count(2)
    expect(widget.input).to_have_value("")
    assert conversation.texts() == [QUESTION, "How do I pair my phone?"]


def test_the_chat_works_where_a_browser_keeps_nothing(opener: Opener) -> None:
    widget = opener.open()
    widget.page.add_init_script(BLOCK)
    widget.page.reload()
    widget.launch()
    widget.ask(QUESTION)
    widget.ask("How do I pair my phone?")
    expect(widget.questions).to_have_count(2)


def test_a_reload_keeps_the_draft_and_the_open_panel(widget: Widget) -> None:
    widget.launch()
    widget.input.fill(DRAFT)
    widget.reload()
    expect(widget.input).to_have_value(DRAFT)
    expect(widget.input).not_to_be_focused()
    widget.panel.get_by_role("button", name="Close the chat").click()
    widget.page.reload()
    expect(widget.launcher).to_be_visible()
    widget.launcher.click()
    widget.ask(widget.input.input_value())
    widget.reload()
    expect(widget.questions).to_contain_text([DRAFT])
    expect(widget.input).to_have_value("")


@pytest.mark.parametrize("event", [{"keyCode": 229, "isComposing": False}, {"keyCode": 13, "isComposing": True}])
def test_enter_that_ends_a_word_of_an_input_method_sends_nothing(widget: Widget, event: dict[str, object]) -> None:
    widget.launch()
    widget.input.fill(DRAFT)
    widget.input.evaluate(PRESS, {"key": "Enter", "bubbles": True, **event})
    expect(widget.questions).to_have_count(0)
    expect(widget.input).to_have_value(DRAFT)


def test_a_message_that_is_too_long_is_said_to_be_so_and_nothing_of_it_is_cut(widget: Widget) -> None:
    widget.launch()
    send = widget.panel.get_by_role("button", name="Send")
    long = "x" * (MAX_TEXT_CHARS + 1)
    widget.input.fill(long)
    expect(widget.panel.get_by_text(f"{MAX_TEXT_CHARS + 1} of {MAX_TEXT_CHARS} characters")).to_be_visible()
    expect(widget.panel.get_by_text("Nothing was cut off")).to_be_visible()
    widget.screenshot("too-long")
    widget.input.press("Enter")
    expect(widget.input).to_have_value(long)
    expect(send).to_be_disabled()
    widget.input.fill("🚗" * MAX_TEXT_CHARS)
    expect(send).to_be_enabled()
    expect(widget.panel.get_by_text("Nothing was cut off")).to_have_count(0)


def give_up(widget: Widget, unreachable: str) -> None:
    """Write a message that is tried until the widget gives up, since these addresses cannot be reached."""
    widget.launch()
    widget.page.clock.install()
    widget.page.route(unreachable, lambda route: route.abort("connectionreset"))
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    for _ in range(40):
        widget.page.clock.run_for(1000)
    expect(widget.panel.get_by_text(NOT_SENT)).to_be_visible()


def test_what_goes_out_later_is_never_said_to_be_not_sent(widget: Widget) -> None:
    give_up(widget, "**/turns")
    widget.page.context.set_offline(True)
    expect(widget.panel.get_by_text(re.compile(GO_OUT_LATER))).to_be_visible()
    expect(widget.panel.get_by_text(NOT_SENT)).to_have_count(0)
    widget.page.unroute("**/turns")
    widget.page.context.set_offline(False)
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.panel.get_by_text(NOT_SENT)).to_have_count(0)


def test_a_message_that_was_given_up_says_whom_to_call_and_goes_out_once_the_server_is_back(widget: Widget) -> None:
    give_up(widget, "**/conversations/**")
    expect(widget.panel.get_by_text("call 112")).to_be_visible()
    widget.page.unroute("**/conversations/**")
    for _ in range(80):
        widget.page.clock.run_for(1000)
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    expect(widget.panel.get_by_text(NOT_SENT)).to_have_count(0)
    assert widget.conversation().texts() == [QUESTION]


def test_a_message_that_was_refused_is_not_promised_to_go_out(widget: Widget) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=422, json={"detail": "no"}, headers={"Access-Control-Allow-Origin": "*"})

    widget.launch()
    widget.page.route("**/turns", refuse)
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.panel.get_by_text(NOT_SENT)).to_be_visible()
    widget.page.context.set_offline(True)
    expect(widget.panel.get_by_text("You are offline.", exact=True)).to_be_visible()
    expect(widget.panel.get_by_text(re.compile(GO_OUT_LATER))).to_have_count(0)


def expire(route: Route) -> None:
    """What the gateway says to a token that has run out."""
    problem = {"type": "urn:curbside:problem:unauthenticated", "title": "Unauthenticated", "detail": "expired"}
    route.fulfill(status=401, json=problem, headers={"Access-Control-Allow-Origin": "*"})


def test_a_customer_whose_sign_in_ran_out_is_told_and_becomes_a_guest_only_by_choice(
    opener: Opener, chat: Chat, stack: LocalRun
) -> None:
    known = chat.start(customer_id="cust-alex")
    widget = opener.open(f"{stack.settings.page_url}#conversation={known.id}&token={known.token}")
    expect(widget.replies).to_have_count(1, timeout=ANSWER_MS)
    widget.page.route("**/turns", expire)
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.panel.get_by_text("Your sign-in has expired.")).to_be_visible()
    expect(widget.questions.last).to_contain_text(NOT_SENT)
    expect(widget.input).to_be_disabled()
    widget.screenshot("expired")
    widget.page.unroute("**/turns")
    widget.page.wait_for_timeout(500)
    assert widget.conversation().id == known.id, "nobody was made anonymous in silence"
    widget.panel.get_by_role("button", name="Go on as a guest").click()
    expect(widget.replies).to_have_count(2, timeout=ANSWER_MS)
    assert widget.conversation().id != known.id
    assert widget.conversation().texts() == [QUESTION]


def test_a_customer_who_signs_in_again_finds_what_was_not_sent(opener: Opener, chat: Chat, stack: LocalRun) -> None:
    before, after = chat.start(customer_id="cust-alex"), chat.start(customer_id="cust-alex")
    widget = opener.open(f"{stack.settings.page_url}#conversation={before.id}&token={before.token}")
    expect(widget.replies).to_have_count(1, timeout=ANSWER_MS)
    widget.page.route("**/turns", expire)
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    expect(widget.panel.get_by_text("Your sign-in has expired.")).to_be_visible()
    widget.page.unroute("**/turns")
    assert widget.kept()["outbox"], "it is still there if the same conversation goes on"
    widget.page.goto("about:blank")
    widget.page.goto(f"{stack.settings.page_url}#conversation={after.id}&token={after.token}")
    expect(widget.input).to_have_value(QUESTION)
    assert after.texts() == []


def test_a_signed_in_customer_is_told_that_a_new_conversation_does_not_know_them(
    opener: Opener, chat: Chat, stack: LocalRun
) -> None:
    known = chat.start(customer_id="cust-alex")
    widget = opener.open(f"{stack.settings.page_url}#conversation={known.id}&token={known.token}")
    widget.ask(QUESTION)
    widget.end()
    expect(widget.panel.get_by_text("A new one starts without your sign-in.")).to_be_visible(timeout=ANSWER_MS)
    expect(widget.panel.get_by_role("button", name="Go on as a guest")).to_be_focused()


def test_ending_a_conversation_asks_once(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    end, keep = (widget.panel.get_by_role("button", name=name) for name in ("End conversation", "Keep it open"))
    end.click()
    expect(widget.panel.get_by_text("End this conversation?")).to_be_visible()
    expect(keep).to_be_focused()
    widget.screenshot("end")
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_visible()
    expect(widget.input).to_be_focused()
    assert not widget.conversation().transcript().closed
    end.click()
    end.click()
    expect(widget.panel.get_by_text("This conversation has ended.")).to_be_visible(timeout=ANSWER_MS)
    assert widget.conversation().transcript().closed


def test_a_site_that_clears_its_storage_does_not_end_the_conversation(widget: Widget) -> None:
    widget.launch()
    widget.ask(QUESTION)
    conversation = widget.conversation()
    widget.page.evaluate("localStorage.clear()")
    widget.ask("How do I pair my phone?")
    assert conversation.texts() == [QUESTION, "How do I pair my phone?"]
