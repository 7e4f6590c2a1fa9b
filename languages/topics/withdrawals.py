"""How people say that they need nobody any more."""

from typing import ClassVar

from languages.topic import Topic


class Withdrawals(Topic):
    """Phrases as they are written, in any case."""

    file: ClassVar = "withdrawals.json"

    unneeded: tuple[str, ...]
    """That help is not needed any more."""
    settled: tuple[str, ...]
    """That what was wrong is right again."""
    safe: tuple[str, ...]
    """That nobody is in danger, or not any more, or never was."""
    arrived: tuple[str, ...]
    """Patterns in words as `spoken` gives them, that say that help has come."""
    unasked: tuple[str, ...]
    """That nobody was asked for: it was noted by mistake."""
    dropped: tuple[str, ...]
    """That it may be forgotten, which says neither."""
