"""A warning light, as far as somebody named it."""

from typing import Annotated, Literal

from contracts.base import Tolerant
from contracts.unknown import unknown_is

LightColour = Literal["red", "yellow", "green", "blue"]
"""Amber and orange count as yellow."""
LightState = Literal["steady", "flashing"]


class Light(Tolerant):
    """A warning light, as far as somebody named it."""

    symbol: str
    """Its key in `vehicles/warning_lights.json`, such as `oil`; `other` for one that stands in no table."""
    colour: Annotated[LightColour | None, unknown_is(None, LightColour)] = None
    state: Annotated[LightState | None, unknown_is(None, LightState)] = None
