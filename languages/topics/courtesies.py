"""What people say to be polite."""

from typing import ClassVar

from languages.topic import Topic


class Courtesies(Topic):
    """Words as they are written, in any case."""

    file: ClassVar = "courtesies.json"

    thanks: tuple[str, ...]
