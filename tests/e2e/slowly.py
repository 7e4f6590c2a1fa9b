"""A model that pauses while it writes, so that there is time to do something meanwhile."""

from typing import Final

from tests.integration.double import Double

QUESTION: Final = "What does the red brake light mean?"
FIRST: Final = "The red brake warning light means that the brake fluid is low or the brakes have a fault. 1"
SECOND: Final = "If the parking brake is released and the light stays on, stop as soon as it is safe. 1"
THIRD: Final = "The brake pedal may travel further and need more force than usual. 1"
"""What it writes, as it is shown in the end: the marker is a button."""
PAUSE_SECONDS: Final = 2.0
"""A little less than what counts as dead (`SILENCE_SECONDS`, models/policy.py)."""


def write_slowly(double: Double) -> None:
    """Let the answer to `QUESTION` pause once its first sentence is there."""
    first, second, third = (f"{sentence.removesuffix('1')}[1] " for sentence in (FIRST, SECOND, THIRD))
    double.script(
        {
            "when": {"tool": "passages_do_not_answer", "contains": QUESTION},
            "then": {
                "text": [first, second[:6], second[6:], third],
                "silent_after": 2,
                "silent_s": PAUSE_SECONDS,
            },
        }
    )
