"""How people ask which number to call."""

from typing import ClassVar

from languages.topic import Topic


class NumbersAsked(Topic):
    """Patterns of whole words, read in normalised text."""

    file: ClassVar = "numbers_asked.json"

    emergency: tuple[str, ...]
    """The emergency number by its name."""
    own: tuple[str, ...]
    """The number of those who answer here."""
    asking: tuple[str, ...]
    """What asks for a number before its name."""
    in_an_emergency: tuple[str, ...]
    """What asks whom to call in an emergency, or should the car ever break down, without a name of the number."""
