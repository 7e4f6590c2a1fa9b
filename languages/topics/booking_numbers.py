"""Words that introduce the number of a booking or an order."""

from typing import ClassVar

from languages.topic import Topic


class BookingNumbers(Topic):
    """The words of all languages are tried: a reference is a reference."""

    file: ClassVar = "booking_numbers.json"

    named: tuple[str, ...]
    """Words for such a number."""
    weak: tuple[str, ...]
    """Words for what is booked, without one for a number."""
    linking: tuple[str, ...]
    """What may stand between, such as "is"."""
    units: tuple[str, ...]
    """What follows a number that is none of a booking."""
