"""The customer waits for a person, talks to one, and says how it was."""

import re
from typing import Final

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.person import ASKS_FOR_ONE, Person
from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.e2e.wire import Frame, Wire, connected, opened, until

PLACE: Final = re.compile(r"You are number \d+ in line")
JOINED: Final = "Anna Keller is here for you now."
HOSTILE: Final = "<img src=x onerror='window.hacked = true'><b>bold</b> & \u202eevil"


def waits(opener: Opener) -> tuple[Widget, Wire, str]:
    """A customer who waits for a person, and the id of their conversation."""
    widget, wire = opened(opener)
    widget.ask(ASKS_FOR_ONE)
    expect(bar(widget)).to_contain_text(PLACE, timeout=ANSWER_MS)
    return widget, wire, widget.conversation().id


def talks(opener: Opener, anna: Person) -> tuple[Widget, Wire, str]:
    """A customer whom Anna has greeted."""
    widget, wire, conversation_id = waits(opener)
    anna.take(conversation_id)
    anna.say(conversation_id, "Good morning, how can I help?")
    expect(of_person(widget)).to_have_count(1, timeout=ANSWER_MS)
    return widget, wire, conversation_id


def bar(widget: Widget) -> Locator:
    """The line below the heading."""
    return widget.panel.locator("[part=holder]")


def of_person(widget: Widget) -> Locator:
    """What people wrote."""
    return widget.panel.locator("[data-author=person]")


def rating(widget: Widget) -> Locator:
    """The question how it was."""
    return widget.panel.locator("[part=rating]")


def write(widget: Widget, text: str) -> None:
    """Send a message that the bot does not answer."""
    widget.input.fill(text)
    widget.input.press("Enter")
    expect(widget.questions.last).to_contain_text(text)
    expect(widget.questions.last).to_have_attribute("data-state", "sent", timeout=ANSWER_MS)


def test_who_waits_sees_their_place_talks_to_a_person_by_name_and_is_with_the_assistant_again(
    opener: Opener, anna: Person
) -> None:
    widget, _, conversation_id = waits(opener)
    expect(bar(widget)).to_contain_text("You can go on writing here.")
    anna.take(conversation_id)
    expect(bar(widget)).to_contain_text("You are talking to Anna Keller.", timeout=ANSWER_MS)
    expect(widget.panel.get_by_text(JOINED)).to_have_count(1)
    anna.say(conversation_id, "Good morning, how can I help?")
    message = of_person(widget)
    expect(message).to_contain_text("Good morning, how can I help?", timeout=ANSWER_MS)
    expect(message.locator("[part=byline]")).to_have_text("Anna Keller")
    expect(message).to_be_in_viewport()
    write(widget, "What about my invoice?")
    expect(widget.panel.locator("#typing")).to_be_empty()
    before = widget.replies.count()
    anna.finish(conversation_id)
    expect(bar(widget)).to_contain_text("Our automatic assistant answers you.", timeout=ANSWER_MS)
    assert widget.replies.count() == before, "nothing of the bot is shown while a person has the conversation"
    assert widget.errors == []


def test_who_leaves_the_line_is_asked_first_and_is_with_the_assistant(opener: Opener) -> None:
    widget, _, _ = waits(opener)
    bar(widget).get_by_role("button", name="Leave the line").click()
    question = bar(widget).get_by_role("group", name="Leave the line? You lose your place.")
    expect(question.get_by_role("button", name="Keep my place")).to_be_focused()
    widget.page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(widget.input).to_be_focused()
    bar(widget).get_by_role("button", name="Leave the line").click()
    question.get_by_role("button", name="Leave the line").click()
    expect(bar(widget)).to_contain_text("Our automatic assistant answers you.", timeout=ANSWER_MS)
    expect(widget.panel.get_by_text("You are with the assistant again.")).to_be_visible(timeout=ANSWER_MS)
    expect(widget.input).to_be_focused()
    assert widget.conversation().transcript().holder == "bot"


def test_who_leaves_a_person_is_with_the_assistant(opener: Opener, anna: Person) -> None:
    widget, _, _ = talks(opener, anna)
    bar(widget).get_by_role("button", name="Back to the assistant").click()
    bar(widget).get_by_role("group").get_by_role("button", name="Back to the assistant").click()
    expect(bar(widget)).to_contain_text("Our automatic assistant answers you.", timeout=ANSWER_MS)


def test_an_emergency_is_not_left_by_a_button_and_says_why(opener: Opener) -> None:
    widget, _ = opened(opener)
    widget.ask("My brakes have failed and I cannot stop")
    expect(bar(widget)).to_contain_text(PLACE, timeout=ANSWER_MS)
    bar(widget).get_by_role("button", name="Leave the line").click()
    bar(widget).get_by_role("group").get_by_role("button", name="Leave the line").click()
    expect(bar(widget)).to_contain_text("Help is on its way to you.", timeout=ANSWER_MS)
    assert widget.conversation().transcript().holder == "queue"


def test_a_person_who_writes_is_seen_to_do_so_and_is_told_what_the_customer_does(opener: Opener, anna: Person) -> None:
    widget, wire, conversation_id = talks(opener, anna)
    write(widget, "What about my invoice?")
    with anna.live(conversation_id) as desk:
        desk.send("typing")
        expect(widget.panel.locator("#typing")).to_have_text("Anna Keller is typing", timeout=ANSWER_MS)
        anna.say(conversation_id, "I have it here.")
        expect(widget.panel.locator("#typing")).to_be_empty(timeout=ANSWER_MS)
        last = widget.conversation().transcript().entries[-1].seq or 0
        read = {"author": "customer", "up_to": last}
        until(widget, lambda: any(frame.items() >= read.items() for frame in desk.told("read")), "it is not read")
        before = len(typed(wire))
        widget.input.press_sequentially("and now something long", delay=20)
        until(widget, lambda: any(one["author"] == "customer" for one in desk.told("typing")), "nobody types")
        assert len(typed(wire)) - before < len("and now something long") / 4, "not with each key"
        desk.send("read", up_to=last)
        expect(widget.questions.last.locator("[part=read]")).to_be_visible(timeout=ANSWER_MS)
    expect(widget.questions.first.locator("[part=read]")).to_be_hidden()


def typed(wire: Wire) -> list[Frame]:
    """What was told of the customer's writing."""
    return [frame for frame in wire.sent if frame["type"] == "typing"]


def test_while_no_person_has_the_conversation_nobody_is_told_that_the_customer_writes(opener: Opener) -> None:
    widget, wire = opened(opener)
    widget.input.press_sequentially("hello", delay=20)
    assert [frame["type"] for frame in wire.sent] == ["resume"]


def test_what_people_write_and_are_called_is_shown_as_text(opener: Opener, anna: Person) -> None:
    widget, wire, conversation_id = talks(opener, anna)
    anna.say(conversation_id, HOSTILE)
    expect(of_person(widget).last).to_contain_text("<b>bold</b> &", timeout=ANSWER_MS)
    told = next(frame for frame in wire.told if frame["type"] == "message" and frame["entry"]["author"] == "person")
    entry = {**told["entry"], "turn_id": "f" * 32, "name": HOSTILE, "text": HOSTILE}
    wire.tell({**told, "entry": entry})
    wire.tell({**told, "entry": {**entry, "author": "event", "event": "joined"}})
    state = {**told, "type": "state", "holder": "person", "queue": None, "closed": False, "person": HOSTILE}
    wire.tell(state)
    wire.tell({**told, "type": "typing", "author": "person"})
    for part in ("byline", "holder-text", "event"):
        expect(widget.panel.locator(f"[part={part}]").filter(has_text="<b>bold</b> &").first).to_be_visible()
    expect(widget.panel.locator("#typing")).to_contain_text("<b>bold</b> &")
    assert widget.panel.locator("img, b").count() == 0
    assert widget.page.evaluate("window.hacked") is None
    assert widget.errors == []


@pytest.mark.parametrize(
    ("wait", "opens_at", "said"),
    [
        ({"low": 4, "high": 9, "unit": "minutes"}, None, "You are number 2 in line · about 4 to 9 minutes"),
        ({"low": 0, "high": 1, "unit": "minutes"}, None, "You are number 2 in line · less than a minute"),
        ({"low": 0, "high": 2, "unit": "hours"}, None, "You are number 2 in line · up to 2 hours"),
        ({"low": 1, "high": 1, "unit": "hours"}, None, "You are number 2 in line · about 1 hour"),
        (None, None, "You are number 2 in line"),
        (
            None,
            "2099-12-07T07:30:00Z",
            "You are number 2 in line · Somebody is here again on 7 December at 7:30",
        ),
        (None, "2020-12-07T07:30:00Z", "You are number 2 in line"),
    ],
)
def test_the_wait_is_said_in_words_and_stands_until_something_else_is_said(
    opener: Opener, wait: object, opens_at: str | None, said: str
) -> None:
    widget, wire = opened(opener, timezone_id="Europe/London")
    state = wire.until(widget, "state")
    queue = {**state, "holder": "queue", "queue": "customer_care"}
    wire.tell({**queue, "waiting": {"place": 2, "wait": wait, "opens_at": opens_at}})
    text = widget.panel.locator("[part=holder-text]")
    expect(text).to_have_text(said)
    wire.tell({**queue, "waiting": None})
    expect(text).to_have_text(said)
    wire.tell({**state, "holder": "bot"})
    wire.tell({**queue, "waiting": None})
    expect(text).to_have_text("Waiting for our team: your request is noted.")


def test_the_wait_is_said_in_the_language_of_the_page(opener: Opener) -> None:
    widget, wire = opened(opener, timezone_id="Europe/Berlin")
    widget.page.locator("curbside-chat").evaluate("(chat) => chat.setAttribute('language', 'de')")
    state = {**wire.until(widget, "state"), "holder": "queue", "queue": "customer_care"}
    wire.tell({**state, "waiting": {"place": 1, "wait": {"low": 0, "high": 1, "unit": "minutes"}, "opens_at": None}})
    text = widget.panel.locator("[part=holder-text]")
    expect(text).to_have_text("Sie sind Nummer 1 in der Warteschlange · weniger als eine Minute")
    wire.tell({**state, "waiting": {"place": 1, "wait": None, "opens_at": "2099-12-07T06:30:00Z"}})
    expect(text).to_contain_text("Am 7. Dezember um 7:30 ist wieder jemand da")
    expect(bar(widget).get_by_role("button", name="Nicht mehr warten")).to_be_visible()


def test_a_reload_shows_each_state_again(opener: Opener, anna: Person) -> None:
    widget, wire, conversation_id = waits(opener)
    widget.reload()
    expect(bar(widget)).to_contain_text(PLACE, timeout=ANSWER_MS)
    anna.take(conversation_id)
    anna.say(conversation_id, "Good morning, how can I help? " + "I have read what you wrote. " * 20)
    expect(of_person(widget)).to_have_count(1, timeout=ANSWER_MS)
    write(widget, "What about my invoice?")
    before = widget.texts()
    widget.reload()
    expect(bar(widget)).to_contain_text("You are talking to Anna Keller.", timeout=ANSWER_MS)
    connected(widget, wire, times=3)
    assert widget.texts() == before
    expect(widget.questions.last).to_be_in_viewport(ratio=1)
    expect(widget.panel.get_by_role("button", name="New message")).to_be_hidden()
    anna.finish(conversation_id)
    expect(rating(widget)).to_be_visible(timeout=ANSWER_MS)
    widget.reload()
    expect(rating(widget)).to_be_visible(timeout=ANSWER_MS)
    assert widget.errors == []


def test_how_it_was_is_asked_once_and_staff_read_it(opener: Opener, anna: Person) -> None:
    widget, _, conversation_id = talks(opener, anna)
    anna.finish(conversation_id)
    form = rating(widget)
    expect(form.get_by_role("group", name="How was your conversation with Anna Keller?")).to_be_visible(
        timeout=ANSWER_MS
    )
    send = form.get_by_role("button", name="Send rating")
    expect(send).to_be_disabled()
    form.get_by_role("radio", name="4 of 5").check()
    form.get_by_role("textbox").fill("Quick and <b>friendly</b>.")
    send.click()
    expect(form).to_have_text("Thank you for telling us.", timeout=ANSWER_MS)
    expect(widget.input).to_be_focused()
    [said] = [entry for entry in anna.entries(conversation_id) if entry["author"] == "feedback"]
    assert (said["rating"], said["text"]) == (4, "Quick and <b>friendly</b>.")
    widget.reload()
    expect(widget.panel.get_by_text("Anna Keller has finished.")).to_be_visible(timeout=ANSWER_MS)
    expect(form).to_be_hidden()
    assert "friendly" not in "".join(widget.texts())


def test_who_does_not_wish_to_say_how_it_was_is_not_asked_again(opener: Opener, anna: Person) -> None:
    widget, _, conversation_id = talks(opener, anna)
    anna.finish(conversation_id)
    rating(widget).get_by_role("button", name="No, thanks").click(timeout=ANSWER_MS)
    expect(rating(widget)).to_be_hidden()
    widget.reload()
    expect(widget.panel.get_by_text("Anna Keller has finished.")).to_be_visible(timeout=ANSWER_MS)
    expect(rating(widget)).to_be_hidden()


def test_a_person_who_writes_to_a_closed_chat_is_counted_also_after_a_reload(opener: Opener, anna: Person) -> None:
    widget, _, conversation_id = talks(opener, anna)
    title = widget.page.title()
    widget.panel.get_by_role("button", name="Close the chat").click()
    expect(widget.page.get_by_role("button", name="Open the chat", exact=True)).to_be_visible()
    anna.say(conversation_id, "Your invoice is paid.")
    one = widget.page.get_by_role("button", name="Open the chat, 1 new message", exact=True)
    expect(one).to_be_visible(timeout=ANSWER_MS)
    widget.page.reload()
    expect(one).to_be_visible()
    anna.say(conversation_id, "Anything else?")
    two = widget.page.get_by_role("button", name="Open the chat, 2 new messages", exact=True)
    expect(two).to_be_visible(timeout=ANSWER_MS)
    assert widget.page.title() == title
    widget.screenshot("unread")
    two.click()
    expect(of_person(widget)).to_have_count(3, timeout=ANSWER_MS)
    widget.panel.get_by_role("button", name="Close the chat").click()
    expect(widget.page.get_by_role("button", name="Open the chat", exact=True)).to_be_visible()
    assert widget.errors == []


def test_who_is_put_back_in_line_sees_their_place_again(opener: Opener, anna: Person) -> None:
    widget, _, conversation_id = talks(opener, anna)
    anna.give_back(conversation_id)
    expect(bar(widget)).to_contain_text(re.compile(r"in line|noted"), timeout=ANSWER_MS)
    expect(widget.panel.get_by_text("Anna Keller had to go.")).to_be_visible(timeout=ANSWER_MS)
