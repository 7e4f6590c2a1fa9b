"""Words for warning lights and what they watch."""

from typing import ClassVar

from languages.topic import Topic


class WarningLights(Topic):
    """A light is named by a sign and what it watches, with nothing but links between them."""

    file: ClassVar = "warning_lights.json"

    compounds: bool
    """Whether words are joined into one, so that a part may stand inside another."""
    kinds: dict[str, tuple[str, ...]]
    """What a light watches, by the value of the slot."""
    signs: tuple[str, ...]
    strong: tuple[str, ...]
    """Signs that can only be a warning light."""
    links: tuple[str, ...]
    """As they are."""
    alone: dict[str, tuple[str, ...]]
    """Names of lights that need no sign."""
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    lamps: tuple[str, ...]
    """Lamps of the car itself, which count only beside `lit`."""
    lit: tuple[str, ...]
