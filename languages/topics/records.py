"""How people ask for what is recorded of their own vehicle, appointment, order or contract."""

from typing import ClassVar, Literal

from languages.topic import Topic

RecordKind = Literal["warranty", "service", "appointment", "order", "contract", "recall"]


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
