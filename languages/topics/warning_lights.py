"""Words for warning lights and what they watch."""

from typing import ClassVar, Literal

from languages.topic import Topic


class WarningLights(Topic):
    """A light is named by a sign and what it watches, with nothing but links between them."""

    file: ClassVar = "warning_lights.json"

    compounds: bool
    """Whether words are joined into one, so that a part may stand inside another."""
    kinds: dict[str, tuple[str, ...]]
    """What a light watches, by its symbol in `vehicles/warning_lights.json`; `other` stands in no table."""
    signs: tuple[str, ...]
    strong: tuple[str, ...]
    """Signs that can only be a warning light."""
    links: tuple[str, ...]
    """As they are."""
    alone: dict[str, tuple[str, ...]]
    """Names of lights that need no sign."""
    drawn: dict[str, tuple[str, ...]]
    """What is drawn on a light, by its symbol; it counts where something near says that it is shown."""
    shown: tuple[str, ...]
    """Words that say so, besides signs, colours, states and `lit`."""
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    lamps: tuple[str, ...]
    """Lamps of the car itself, which count only beside `lit`."""
    lit: tuple[str, ...]
    colours: dict[Literal["red", "yellow", "green", "blue"], tuple[str, ...]]
    states: dict[Literal["steady", "flashing"], tuple[str, ...]]
    things_before: tuple[str, ...]
    """What else has a colour: right after one of these it is not the light's."""
    things_after: tuple[str, ...]
    """The same where the colour comes first."""
    negations: tuple[str, ...]
    """Before a colour or a state: it is another one."""
    unsure: tuple[str, ...]
    """What is said by those who cannot tell the colour or the state."""
    question: str
    """A question about a light, to search with and never shown: `{name}` is one of `names`, `{said}` some of `said`."""
    said: dict[Literal["red", "yellow", "green", "blue", "steady", "flashing"], str]
    names: dict[str, str]
    """What a light is called, by its symbol."""
