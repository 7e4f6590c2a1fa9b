"""The widget over the live connection: words as they come, other tabs and devices at once, and every way to lose it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, WebSocketRoute, expect

from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.integration.chat import Chat
from tests.integration.run import LocalRun

QUESTION = "What does the red brake light mean?"
OTHER = "How do I pair my phone?"
AT_ONCE_MS = 4_000
"""Less than it takes until the transcript is read again, in a tab that does not write: 5 s."""
SOCKETS = re.compile(r"^ws://.*ticket=")
LIVE = re.compile(r"/live$")
Frame = dict[str, Any]


class Wire:
    """What goes over the live connections of a page. `held` types of frames are kept back."""

    def __init__(self, widget: Widget, *, swallow: bool = False) -> None:
        self.opened = 0
        self.sent: list[Frame] = []
        self.told: list[Frame] = []
        self.held: list[str] = []
        self.on: Callable[[Frame], None] = lambda frame: None
        self._kept: list[str] = []
        self._swallow = swallow
        self._page: WebSocketRoute | None = None
        widget.page.route_web_socket(SOCKETS, self._open)

    def tell(self, frame: Frame) -> None:
        """Send a frame to the page as if it came from the server."""
        assert self._page is not None
        self._page.send(json.dumps(frame))

    def release(self) -> None:
        """Let through what was held back."""
        assert self._page is not None
        for text in self._kept:
            self._page.send(text)
        self._kept.clear()
        self.held.clear()

    def cut(self) -> None:
        """Break the connection."""
        assert self._page is not None
        self._page.close()

    def _open(self, page: WebSocketRoute) -> None:
        self.opened += 1
        self._page, server = page, page.connect_to_server()

        def to_server(text: str | bytes) -> None:
            frame = json.loads(text)
            self.sent.append(frame)
            if not (self._swallow and frame["type"] == "turn"):
                server.send(text)

        def to_page(text: str | bytes) -> None:
            frame = json.loads(text)
            self.told.append(frame)
            if frame["type"] in self.held:
                self._kept.append(str(text))
            else:
                page.send(text)
            self.on(frame)

        page.on_message(to_server)
        server.on_message(to_page)


def requests_of(widget: Widget) -> list[str]:
    """Grows with each turn that is sent as a request."""
    found: list[str] = []

    def note(request: Any) -> None:
        if request.method == "POST" and request.url.endswith("/turns"):
            found.append(request.url)

    widget.page.on("request", note)
    return found


def texts(widget: Widget) -> list[str]:
    """What the bubbles say, from the top."""
    return widget.bubbles.locator("[part=bubble]").all_inner_texts()


def connected(widget: Widget, wire: Wire, times: int = 1) -> None:
    """Wait until so many connections were opened, and the last one has said where the conversation stands."""
    deadline = 400
    while wire.opened < times or not wire.told or wire.told[-1]["type"] != "state":
        widget.page.wait_for_timeout(50)
        deadline -= 1
        assert deadline, "there is no live connection"


def opened(opener: Opener, **kind: Any) -> tuple[Widget, Wire]:
    """A page whose chat is open and live."""
    widget = opener.open(**kind)
    wire = Wire(widget)
    widget.page.reload()
    widget.launch()
    connected(widget, wire)
    return widget, wire


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
    assert texts(widget) == texts(second)
    assert len(texts(widget)) == 5, "nothing is shown twice"


def test_words_are_shown_as_they_come_as_text_and_make_room_for_the_reply(opener: Opener) -> None:
    widget, wire = opened(opener)
    wire.held = ["reply"]
    widget.input.fill(QUESTION)
    widget.input.press("Enter")
    while not (accepted := [frame for frame in wire.told if frame["type"] == "accepted"]):
        widget.page.wait_for_timeout(50)
    delta = {**accepted[0], "type": "delta"}
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
    while not [frame for frame in wire.told if frame["type"] == "reply"]:
        widget.page.wait_for_timeout(50)
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
    assert len(texts(widget)) == 5
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
    assert len(texts(widget)) == 5


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
    assert len(texts(widget)) == 3
    assert widget.conversation().texts() == [QUESTION]


def test_who_waits_for_a_person_is_told_so_in_every_tab(opener: Opener) -> None:
    widget, _ = opened(opener)
    second = widget.another_tab()
    expect(second.replies).to_have_count(1, timeout=ANSWER_MS)
    widget.ask("I want to talk to a real person please")
    for each in (widget, second):
        expect(each.panel.get_by_text("Your request to our team is noted.")).to_be_visible(timeout=AT_ONCE_MS)
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
