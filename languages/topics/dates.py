"""Words and forms of days."""

from typing import ClassVar

from languages.topic import Topic


class Dates(Topic):
    """Forms may hold the parts that `agents/intent/slots/date_rules.py` fills in, such as `{weekday}`."""

    file: ClassVar = "dates.json"

    months: dict[str, int]
    verbs: tuple[str, ...]
    """Months whose name, in small letters, is more often another word."""
    verbs_unless: str | None
    """What makes such a word a month all the same; None where there is none."""
    weekdays: dict[str, int]
    """Monday is 0."""
    short_weekdays: dict[str, int]
    days: dict[str, int]
    """Words for a day, and how many days it is from today."""
    bases: dict[str, int]
    """Days from which weeks are counted, as in "a week from tomorrow"."""
    units: dict[str, int]
    """Days in a unit; 30 means a month, which is counted as one."""
    on: str
    articles: str
    the: str
    """Articles before a day in digits."""
    year: str
    year_links: str | None
    """What may stand between a month's name and a year of two digits; None where nothing does."""
    nth: dict[str, int]
    """Words for the first, second and so on weekday of a month, without accents; -1 is the last."""
    range_starts: str
    """What stands before two days that bound a stretch: "from"."""
    range_links: str
    """What stands between them: "to"."""
    versions: str
    """What stands before a number that looks like a day and is a version."""
    lead: str
    """What belongs to the form and not to the day."""
    since: str
    past: str
    """Words that show that a clause is about the past, with their accents."""
    moves: str
    ahead: str
    """Words that show that it is not, with their accents."""
    recurring: str
    ends_day: str
    """What may follow a day's number alone."""
    forms: tuple[tuple[str, str], ...]
    """How the day is reckoned, and the form."""
    ranges: str
    """Opening hours."""
