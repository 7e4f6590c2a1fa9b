"""A passage: what is indexed, found and cited."""

from datetime import date
from typing import Annotated

from contracts.base import Tolerant
from contracts.unknown import unknown_is
from knowledge.metadata import Audience


class StoredPassage(Tolerant):
    """A passage as the index keeps it."""

    id: str
    """Source and place, such as `charging/times#at-home`. It stays while other parts of the document change."""
    title: str
    section: str
    """The headings it stands under, such as `Charging > At home`; the title where there is none."""
    text: str
    source: str
    also_in: tuple[str, ...] = ()
    """Other documents that hold (nearly) the same passage, which was left out there."""
    start: int = 0
    end: int = 0
    """Where it stands: `text` is the document's `text[start:end]`. Where a table is too long for one passage, its later
    parts repeat the header rows in front, and `text` only ends with `text[start:end]`."""
    page: int | None = None
    """Page of the document it starts on, from 1, where the format has pages."""
    brand: str | None = None
    models: tuple[str, ...]
    year_from: int | None = None
    year_to: int | None = None
    markets: tuple[str, ...] = ()
    language: str
    audience: Annotated[Audience, unknown_is("agent", Audience)] = "customer"
    """Readers that this version does not know are no customers."""
    valid_from: date | None = None
    valid_until: date | None = None

    def searchable(self) -> str:
        """What is encoded and searched: the words of its place, then its own."""
        return ". ".join(filter(None, (self.title, self.section, self.text)))


def page_of(passage_id: str) -> str:
    """What the ids of all passages of a document have in common."""
    return passage_id.rsplit("#", 1)[0]
