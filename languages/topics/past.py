"""How people say that something happened long ago."""

from typing import ClassVar

from languages.topic import Topic


class Past(Topic):
    """Phrases as they are written, in any case."""

    file: ClassVar = "past.json"

    long_ago: tuple[str, ...]
    """That it was a week ago or longer, such as "last month"."""
    present: tuple[str, ...]
    """That it goes on, or that something else is so today, such as "now"."""
