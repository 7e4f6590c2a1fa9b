"""How people ask for what is recorded of their own vehicle, appointment, order or contract."""

from typing import ClassVar, Literal

from languages.topic import Topic

RecordKind = Literal[
    "warranty",
    "service",
    "last_service",
    "appointment",
    "order",
    "contract",
    "recall",
    "case",
    "mileage",
    "vehicles",
]
"""`vehicles`: which ones are the customer's."""


class RecordWords(Topic):
    """Patterns of whole words, read in normalised text."""

    file: ClassVar = "records.json"

    own: tuple[str, ...]
    """What makes a question one about the customer's own: "my", "do I"."""
    asking: tuple[str, ...]
    """What asks for a date or for whether there is something."""
    acting: tuple[str, ...]
    """What says that something is to be done, or what it costs or covers: then it is no question for the record."""
    kinds: dict[RecordKind, tuple[str, ...]]
    """The words for each kind of record."""
    outright: dict[RecordKind, tuple[str, ...]]
    """What asks for a record of the customer's own by itself, whether it says whose or not: "the next service"."""
    other_warranties: tuple[str, ...]
    """What has a warranty of its own, of which the record does not tell the end."""
