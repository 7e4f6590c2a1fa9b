"""The widget over the live connection: words as they come, other tabs and devices at once, and every way to lose it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.person import ASKS_FOR_ONE
from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.e2e.wire import Frame, Wire, connected, opened
from tests.integration.chat import Chat
from tests.integration.run import LocalRun

QUESTION = "What does the red brake light mean?"
OTHER = "How do I pair my phone?"
AT_ONCE_MS = 4_000
"""Less than it takes until the transcript is read again, in a tab that does not write: 5 s."""
LIVE = re.compile(r"/live$")


def requests_of(widget: Widget) -> list[str]:
    """Grows with each turn that is sent as a request."""
    found: list[str] = []

    def note(request: Any) -> None:
        if request.method == "POST" and request.url.endswith("/turns"):
            found.append(request.url)

    widget.page.on("request", note)
    return found


def test_a_turn_goes_over_the_live_connection_and_its_reply_comes_over_it(opener: Opener) -> None:
    widget, wire = opened(opener)
    requests = requests_of(widget)
    reply = widget.ask(QUESTION)
    expect(reply.locator("[part=marker]")).to_have_count(1)
    assert [frame["type"] for frame in wire.sent] == ["resume", "turn"]
    assert requests == []
    expect(widget.questions).to_have_attribute("data-state", "sent")
    assert widget.conversation().texts() == [QUESTION]
    assert widget.errors == []


def test_what_is_written_elsewhere_is_seen_at_once(opener: Opener) -> None:
    widget, _ = opened(opener)
    widget.ask(QUESTION)
    widget.conversation().ask(OTHER)
    expect(widget.replies).to_have_count(3, timeout=AT_ONCE_MS)
    expect(widget.questions.last).to_contain_text(OTHER)


def test_two_widgets_of_one_conversation_show_the_same(opener: Opener) -> None:
    widget, _ = opened(opener)
    second = widget.another_tab()
    expect(second.replies).to_have_count(1, timeout=ANSWER_MS)
    widget.ask(QUESTION)
    expect(second.replies).to_have_count(2, timeout=AT_ONCE_MS)
    second.ask(OTHER)
    expect(widget.replies).to_have_count(3, timeout=AT_ONCE_MS)
    widget.page.wait_for_timeout(1_000)
    assert widget.texts() == second.texts()
    assert len(widget.texts()) == 5, "nothing is shown twice"


def test_words_are_shown_as_they_come_as_text_and_make_room_for_the_reply(opener: Opener) -> None:
    widget, wire = opened(opener)
    wire.held = ["reply"]
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    delta = {**wire.until(widget, "accepted"), "type": "delta"}
    for index, text in enumerate(["The <b>red</b> ", "light ", "means"]):
        wire.tell({**delta, "index": index, "text": text})
        wire.tell({**delta, "index": index, "text": text})  # what comes twice is shown once
    partial = widget.panel.locator("[data-partial]")
    expect(partial.locator(".text")).to_have_text("The <b>red</b> light means")
    expect(partial.locator("b")).to_have_count(0)
    expect(widget.questions).to_have_attribute("data-state", "sent")
    widget.screenshot("being-written")
    wire.tell({**delta, "index": 0, "text": "Anew"})
    expect(partial.locator(".text")).to_have_text("Anew")
    wire.until(widget, "reply")
    wire.release()
    expect(partial).to_have_count(0)
    expect(widget.replies).to_have_count(2)
    expect(widget.last_reply).to_be_in_viewport()
    assert widget.errors == []


def test_a_connection_that_is_cut_in_the_middle_of_a_turn_loses_and_doubles_nothing(opener: Opener) -> None:
    widget, wire = opened(opener)

    def cut(frame: Frame) -> None:
        if frame["type"] == "accepted":
            wire.on = lambda frame: None
            wire.cut()

    wire.on = cut
    widget.ask(QUESTION)
    expect(widget.panel.get_by_text("Connection trouble")).to_have_count(0)
    connected(widget, wire, times=2)
    widget.ask(OTHER)
    widget.page.wait_for_timeout(1_000)
    assert len(widget.texts()) == 5
    assert widget.conversation().texts() == [QUESTION, OTHER]
    assert wire.sent[-1]["type"] == "turn", "the second one went over the new connection"


def test_what_was_missed_while_it_was_away_comes_by_position(opener: Opener) -> None:
    widget, wire = opened(opener)
    widget.ask(QUESTION)

    def unreachable(route: Route) -> None:
        route.abort("connectionreset")

    widget.page.route(LIVE, unreachable)
    wire.cut()
    widget.conversation().ask(OTHER)
    widget.page.unroute(LIVE)
    connected(widget, wire, times=2)
    expect(widget.replies).to_have_count(3)
    resumed = [frame for frame in wire.sent if frame["type"] == "resume"]
    assert resumed[-1]["after_seq"] == 2
    assert len(widget.texts()) == 5


@pytest.mark.usefixtures("without_live")
def test_where_there_are_no_sockets_everything_works_by_requests(widget: Widget) -> None:
    requests = requests_of(widget)
    widget.launch()
    widget.ask(QUESTION)
    assert len(requests) == 1
    assert widget.errors == []


def test_a_message_that_nobody_accepts_goes_another_way_and_the_customer_sees_nothing_of_it(opener: Opener) -> None:
    widget = opener.open()
    wire = Wire(widget, swallow=True)
    widget.page.reload()
    widget.launch()
    connected(widget, wire)
    requests = requests_of(widget)
    widget.ask(QUESTION)
    assert len(requests) == 1
    expect(widget.panel.get_by_text(re.compile("Connection trouble|Not sent"))).to_have_count(0)
    widget.page.wait_for_timeout(500)
    assert len(widget.texts()) == 3
    assert widget.conversation().texts() == [QUESTION]


def test_who_waits_for_a_person_is_told_so_in_every_tab(opener: Opener) -> None:
    widget, _ = opened(opener)
    second = widget.another_tab()
    expect(second.replies).to_have_count(1, timeout=ANSWER_MS)
    widget.ask(ASKS_FOR_ONE)
    for each in (widget, second):
        expect(each.panel.get_by_text("in line")).to_be_visible(timeout=ANSWER_MS)
    widget.screenshot("in-line")


def test_the_end_of_a_conversation_is_seen_in_the_other_tab_at_once(opener: Opener) -> None:
    widget, _ = opened(opener)
    widget.ask(QUESTION)
    second = widget.another_tab()
    expect(second.replies).to_have_count(2, timeout=ANSWER_MS)
    second.page.wait_for_timeout(1_000)  # its connection opens
    widget.end()
    expect(second.panel.get_by_text("This conversation has ended.")).to_be_visible(timeout=AT_ONCE_MS)


def test_a_message_that_is_refused_live_says_why(opener: Opener, chat: Chat, stack: LocalRun) -> None:
    widget, _ = opened(opener)
    widget.ask(QUESTION)
    conversation = widget.conversation()
    kept = conversation.send(OTHER, "used-before")
    assert kept.status_code == 200
    expect(widget.replies).to_have_count(3, timeout=AT_ONCE_MS)
    conversation.close()
    expect(widget.panel.get_by_text("This conversation has ended.")).to_be_visible(timeout=AT_ONCE_MS)
    expect(widget.input).to_be_disabled()
