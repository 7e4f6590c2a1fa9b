"""How people put right what was understood."""

from typing import ClassVar

from languages.topic import Topic


class Corrections(Topic):
    """Words as they are written, in any case; patterns are read without accents."""

    file: ClassVar = "corrections.json"

    openers: tuple[str, ...]
    """What may stand before it and says nothing more, such as "no" or "sorry"."""
    frames: tuple[str, ...]
    """Patterns of what remains: "I meant the boot". The one group is what was meant."""
    frames_after_an_opener: tuple[str, ...]
    """Those that correct only after such a word: "it is about the boot" by itself may begin something."""
