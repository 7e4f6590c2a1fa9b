"""Words around the names of towns and branches."""

from typing import ClassVar

from languages.topic import Topic


class Places(Topic):
    """`named` are patterns that hold `{names}`, in the group `name`."""

    file: ClassVar = "places.json"

    before: tuple[str, ...]
    """What stands before a town."""
    named: tuple[str, ...]
    area: tuple[str, ...]
    """Words for parts of a town, as they are."""
    the_town_of: tuple[str, ...]
    joining: tuple[str, ...]
    """What joins two towns."""
    nouns_have_capitals: bool
    """Whether a capital shows no name, so that a part of a town counts only after a hyphen."""
