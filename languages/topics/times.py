"""Words and forms of times of day."""

from typing import ClassVar

from languages.topic import Topic


class Times(Topic):
    """Forms may hold the parts that `agents/intent/slots/times.py` fills in, such as `{part}`."""

    file: ClassVar = "times.json"

    am: str
    pm: str
    implies_am: str
    """Words that make an hour near them one before noon."""
    implies_pm: str
    fixed: dict[str, str]
    """Times that have a name, such as noon."""
    before: str
    ends: str
    """What may follow a bare hour."""
    joins: str
    """What joins two hours."""
    lasts: str
    """What stands before a number of hours."""
    hours: str
    """The word in "24 hours", which is no time."""
    hour_signs: str
    """What may stand after the second of two hours."""
    point_makes_ordinal: bool
    """Whether a point after a number makes it a day, unless the message ends there."""
    forms: tuple[tuple[str, str], ...]
    """How the time is reckoned, and the form."""
