"""How people name one of several things that they were offered."""

from typing import ClassVar

from languages.topic import Topic


class Choices(Topic):
    """Words as they are written, in any case."""

    file: ClassVar = "choices.json"

    places: tuple[tuple[str, ...], ...]
    """For each place, from the first on, words that name it."""
    last: tuple[str, ...]
    other: tuple[str, ...]
    """Words for the one that was not spoken of."""
    around_other: tuple[str, ...]
    """What may stand around these besides the words of `around`, such as "and" or "car"."""
    around: tuple[str, ...]
    """What may stand around these words and says nothing more: articles, "one", "please"."""
