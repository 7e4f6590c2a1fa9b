"""Words that name a danger by themselves."""

from typing import ClassVar

from languages.topic import Topic


class Dangers(Topic):
    """Single words in small letters."""

    file: ClassVar = "dangers.json"

    names: tuple[str, ...]
    """What a message that is one word may call for help with, such as "smoke" or "bleeding"."""
    before: tuple[str, ...]
    """Articles, and words such as "my"."""
    lamps: tuple[str, ...]
    """How words for lamps end, where these are said to burn when they are lit; none elsewhere."""
    burn: tuple[str, ...]
    """What is said of them then."""
