"""A passage: what is indexed, found and cited."""

from contracts.base import Contract


class StoredPassage(Contract):
    """A passage as the index keeps it."""

    id: str
    title: str
    section: str
    text: str
    source: str
    models: tuple[str, ...]
    language: str

    def searchable(self) -> str:
        """What is encoded and searched: the words of its place, then its own."""
        return ". ".join(filter(None, (self.title, self.section, self.text)))
