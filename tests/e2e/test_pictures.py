"""The states of the chat on a phone and on a desk: nothing is cut off, and there is a picture of each to look at."""

from typing import Any, Final

import pytest
from playwright.sync_api import expect

from infra.local.deploy import Client
from tests.e2e.person import take_over
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


@pytest.mark.parametrize("device", DEVICES)
def test_in_no_state_is_anything_cut_off(
    opener: Opener, opener_with_models: Opener, aws: Client, double: Double, device: str
) -> None:
    def look(widget: Widget, name: str) -> None:
        assert widget.panel.evaluate(CUT_OFF) == []
        widget.screenshot(f"{name}-{device}")

    widget, wire = opened(opener, **DEVICES[device])
    look(widget, "empty")
    widget.ask(QUESTION).get_by_role("button", name="Source 1").click()
    look(widget, "answered")
    take_over(aws, widget.conversation(), "Good morning, this is Kim from the workshop. Shall I book you in for today?")
    wire.cut()
    expect(widget.panel.locator("[data-author=person]")).to_be_visible(timeout=ANSWER_MS)
    widget.panel.get_by_role("button", name="New message").click()
    look(widget, "person")

    write_slowly(double)
    written, _ = opened(opener_with_models, **DEVICES[device])
    written.input.fill(QUESTION)
    written.input.press("Enter")
    expect(written.panel.get_by_role("button", name="Stop the reply")).to_be_visible(timeout=ANSWER_MS)
    look(written, "written")
