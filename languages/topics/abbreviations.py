"""Abbreviations: words whose point ends no sentence."""

from typing import ClassVar

from languages.topic import Topic


class Abbreviations(Topic):
    """Words in small letters, as they are written, without their last point. Those of all languages are tried."""

    file: ClassVar = "abbreviations.json"

    always: tuple[str, ...]
    """Such as "e.g"."""
    before_numbers: tuple[str, ...]
    """Those that are words too, or may end a sentence, such as "no": they count before a number."""
