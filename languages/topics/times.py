"""Words and forms of times of day."""

from typing import ClassVar

from languages.topic import Topic


class Times(Topic):
    """Forms may hold the parts that `agents/intent/slots/clock.py` fills in, such as `{part}`."""

    file: ClassVar = "times.json"

    am: str
    pm: str
    implies_am: str
    """Words that make an hour near them one before noon."""
    implies_pm: str
    night: str
    """What says after an hour that it is at night: the small hours are after midnight, the others before it."""
    implies_night: str
    night_from: int
    """The first hour that words of the night put before midnight; smaller ones are after it."""
    fixed: dict[str, str]
    """Times that have a name, such as noon."""
    before: str
    ends: str
    """What may follow a bare hour."""
    joins: str
    """What joins two hours."""
    lasts: str
    """What stands before a number of hours."""
    levels: str
    """What stands before numbers that are a level or a change of one: "battery at 12", "from 2 to 8"."""
    level_links: str
    """What may stand between the two."""
    fractions: str
    """What makes the number after it the hour of a form of its own: "half past 9"."""
    hours: str
    """The word in "24 hours", which is no time."""
    hour_signs: str
    """What may stand after the second of two hours."""
    clock_signs: str
    """What makes a number an hour of the clock, and never a number of hours."""
    hour_units: str
    """What makes it either."""
    range_starts: str
    """What stands before two hours that bound a stretch: "from"."""
    range_links: str
    """What stands between them: "to"."""
    range_ands: str
    """What stands between them only after a word such as "between"."""
    range_articles: str
    """What may stand before the second."""
    ranges_are_minutes: bool
    """Whether the word between two hours also counts minutes before one ("10 to 5")."""
    range_links_mean_at: bool
    """Whether the word between two hours also stands before one, so that the number before it may be a day."""
    of: str
    """What may stand before a month."""
    on_days: str
    """What may stand before a day."""
    deeds: str
    """Coming, fetching, calling and meeting: what happens at an hour. A bare number near them can be one."""
    point_makes_ordinal: bool
    """Whether a point after a number makes it a day, unless the message ends there."""
    forms: tuple[tuple[str, str], ...]
    """How the time is reckoned, and the form."""
