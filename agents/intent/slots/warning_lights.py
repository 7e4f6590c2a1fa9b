"""Warning lights as slots: the value is what a light watches, and the light itself says symbol, colour and state.

How lights are found: `vehicles/named_lights.py`.
"""

from collections.abc import Iterator
from typing import Final

from agents.intent.slots.reading import Reading
from agents.intent.slots.settle import Found
from vehicles.named_lights import named_lights
from vehicles.warning_lights import OTHER

VALUES: Final = {"oil", "engine", "battery", "brake", "airbag", "tyre_pressure", "temperature", "abs", "esp"}
"""Symbols that are a value of their own; every other one has the value `other`."""


def warning_lights(reading: Reading, language: str) -> Iterator[Found]:
    """Every warning light, by what it watches; `other` for the rarer ones and where the message does not say."""
    for start, end, light in named_lights(reading.normalised, language):
        yield Found(start, end, light.symbol if light.symbol in VALUES else OTHER, light)
