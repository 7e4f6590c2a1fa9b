"""The states of the chat on a phone and on a desk: nothing is cut off, and there is a picture of each to look at."""

from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.e2e.person import ASKS_FOR_ONE, Person
from tests.e2e.slowly import QUESTION, write_slowly
from tests.e2e.widget import ANSWER_MS, Opener, Widget
from tests.e2e.wire import opened
from tests.integration.double import Double

DEVICES: Final[dict[str, dict[str, Any]]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "desk": {"viewport": {"width": 1180, "height": 820}},
}
CUT_OFF: Final = """
(panel) => {
  const { left, right } = panel.getBoundingClientRect();
  const sides = (element) => element.getBoundingClientRect();
  const all = [...panel.querySelectorAll("*")];
  const seen = all.filter((one) => one.checkVisibility() && !one.closest(".hidden-visually"));
  return seen.filter((one) => sides(one).left < left || sides(one).right > right).map((one) => one.id || one.className);
}
"""


def look(widget: Widget, name: str) -> None:
    """Nothing is cut off; keep a picture."""
    assert widget.panel.evaluate(CUT_OFF) == []
    widget.screenshot(name)


@pytest.mark.parametrize("device", DEVICES)
def test_in_no_state_is_anything_cut_off(
    opener: Opener, opener_with_models: Opener, double: Double, device: str
) -> None:
    widget, _ = opened(opener, **DEVICES[device])
    look(widget, f"empty-{device}")
    widget.ask(QUESTION).get_by_role("button", name="Source 1").click()
    look(widget, f"answered-{device}")
    write_slowly(double)
    written, _ = opened(opener_with_models, **DEVICES[device])
    written.input.fill(QUESTION)
    written.input.press("Enter")
    expect(written.panel.get_by_role("button", name="Stop the reply")).to_be_visible(timeout=ANSWER_MS)
    look(written, f"written-{device}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", DEVICES)
def test_nothing_is_cut_off_while_one_waits_for_a_person_talks_to_them_and_says_how_it_was(
    opener: Opener, anna: Person, device: str, scheme: str
) -> None:
    widget, wire = opened(opener, **DEVICES[device], color_scheme=scheme)
    where = f"{device}-{scheme}"
    widget.ask(ASKS_FOR_ONE)
    conversation_id = widget.conversation().id
    wait = {"low": 4, "high": 9, "unit": "minutes"}
    expect(widget.panel.get_by_text("in line")).to_be_visible(timeout=ANSWER_MS)
    wire.tell(
        {**wire.told[-1], "type": "state", "holder": "queue", "queue": "customer_care", "closed": False}
        | {"waiting": {"place": 2, "wait": wait, "opens_at": None}}
    )
    expect(widget.panel.get_by_text("about 4 to 9 minutes")).to_be_visible()
    look(widget, f"waiting-{where}")
    widget.panel.get_by_role("button", name="Leave the line").click()
    look(widget, f"leaving-{where}")
    widget.panel.get_by_role("button", name="Keep my place").click()

    anna.take(conversation_id)
    anna.say(conversation_id, "Good morning, this is Anna from the workshop. Shall I book you in for today?")
    expect(widget.panel.locator("[data-author=person]")).to_be_visible(timeout=ANSWER_MS)
    widget.input.fill("Yes please, at four.")
    widget.input.press("Enter")
    expect(widget.questions.last).to_have_attribute("data-state", "sent", timeout=ANSWER_MS)
    with anna.live(conversation_id) as desk:
        desk.send("read", up_to=6)
        desk.send("typing")
        expect(widget.panel.get_by_text("Anna Keller is typing").first).to_be_visible(timeout=ANSWER_MS)
        look(widget, f"person-{where}")

    anna.finish(conversation_id)
    form = widget.panel.locator("[part=rating]")
    form.get_by_role("radio", name="4 of 5").check(timeout=ANSWER_MS)
    look(widget, f"rating-{where}")
