"""Words that join two requests in one sentence, and words that deny."""

from typing import ClassVar

from languages.topic import Topic


class Clauses(Topic):
    """Words as they are written, in any case."""

    file: ClassVar = "clauses.json"

    joining: tuple[str, ...]
    """Such as "and"."""
    after_joining: tuple[str, ...]
    """What may follow one of them, such as "then"."""
    joining_alone: tuple[str, ...]
    """What joins by itself, such as "also"; followed by nothing of the above."""
    negating: tuple[str, ...]
    """What denies the words that follow it, such as "not"."""
