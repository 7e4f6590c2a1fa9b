"""What a rule finds, and who keeps the characters that two rules claim."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from contracts.findings.intent import Slot
from contracts.findings.lights import Light

SUREST_FIRST: Final = (
    "vin",
    "booking_number",
    "mileage",
    "plate",
    "phone",
    "date",
    "time",
    "warning_light",
    "place",
)
"""The type whose form or cue says most comes first."""


class Found(NamedTuple):
    """A stretch of the message and its value."""

    start: int
    end: int
    value: str
    light: Light | None = None
    """Of a warning light: what is said of it."""


def longest(found: Iterable[Found]) -> list[Found]:
    """Those of one type that do not overlap, the longer before the shorter."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


def settle(text: str, found: dict[str, list[Found]]) -> tuple[Slot, ...]:
    """Slots in order of their start, none over another."""
    kept: list[Slot] = []
    for kind in SUREST_FIRST:
        for start, end, value, light in longest(found.get(kind, ())):
            if all(end <= other.start or other.end <= start for other in kept):
                slot = {"type": kind, "text": text[start:end], "value": value, "start": start, "end": end}
                kept.append(Slot.model_validate(slot | {"light": light}))
    return tuple(sorted(kept, key=lambda slot: slot.start))
