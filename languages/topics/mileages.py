"""Words around the reading of an odometer."""

from typing import ClassVar

from languages.topic import Topic


class Mileages(Topic):
    """Words with different meaning in two languages are not among these, so those of all languages are tried."""

    file: ClassVar = "mileages.json"

    km: tuple[str, ...]
    miles: tuple[str, ...]
    thousand: tuple[str, ...]
    reading: tuple[str, ...]
    """What announces a reading."""
    without_unit: tuple[str, ...]
    """What follows a reading that names no unit."""
    miles_without_unit: tuple[str, ...]
    """The same where miles are meant."""
    needs_unit: bool
    """Whether a reading without unit could be either, and is left out."""
    never_before: tuple[str, ...]
    never_after: tuple[str, ...]
    """What stands around a distance that is no reading."""
