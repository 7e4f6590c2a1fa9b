"""What a reply may not promise of its own accord."""

from typing import ClassVar

from languages.topic import Topic


class Promises(Topic):
    """Patterns of whole words, read in normalised text, by the kind of promise."""

    file: ClassVar = "promises.json"

    legal: tuple[str, ...]
    """Rights, liability, cover by a warranty."""
    price: tuple[str, ...]
    """That something is free, cheaper, paid back or has a fixed price."""
    delivery: tuple[str, ...]
    """That something arrives or is ready."""
    medical: tuple[str, ...]
    """That nobody is hurt, what somebody suffers from, what to take."""
    person: tuple[str, ...]
    """That somebody will call, write or come."""
