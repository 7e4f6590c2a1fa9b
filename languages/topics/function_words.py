"""Words that a sentence is built with, and that say nothing of its subject."""

from typing import ClassVar

from languages.topic import Topic


class FunctionWords(Topic):
    """Words as they are written, in small letters. Those with fewer than three letters need not be listed."""

    file: ClassVar = "function_words.json"

    words: tuple[str, ...]
    separable: tuple[str, ...]
    """Beginnings of verbs that stand apart in other forms: "weiterfahren", "fahren Sie weiter"."""
