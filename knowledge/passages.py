"""A passage: what is indexed, found and cited."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from contracts.base import Tolerant
from contracts.findings.knowledge import Unit
from contracts.unknown import unknown_is
from knowledge.metadata import Audience
from knowledge.spans import Span


class StoredPassage(Tolerant):
    """A passage as the index of a tenant keeps it."""

    id: str
    """Source and place, such as `charging/times#at-home`. It stays while other parts of the document change."""
    title: str
    section: str
    """The headings it stands under, such as `Charging > At home`; the title where there is none."""
    questions: tuple[str, ...] = ()
    """What customers ask in their own words and it answers, as its author wrote them down; shown to nobody."""
    text: str
    """What it says, plain: `knowledge/units.py` says how."""
    searched: str = ""
    """What is encoded and searched instead, where `text` names the headings of a table in each row."""
    units: tuple[Unit, ...] = ()
    """What `text` is made of, in order."""
    parts: tuple[Span, ...] = ()
    """The stretches of `text` that have vectors of their own; none where it is short."""
    source: str
    also_in: tuple[str, ...] = ()
    """Other documents that hold (nearly) the same passage, which was left out there."""
    number: int = 0
    """Its place among the passages of its document, from 0."""
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
    suspicious: bool = False
    """It holds what reads like an order to the machine, so no model is given it; told when its document is read."""
    valid_from: date | None = None
    valid_until: date | None = None

    def searchable(self) -> str:
        """What is encoded and searched: the words of its place, then its own."""
        return ". ".join(filter(None, (self.title, self.section, self.searched or self.text)))

    def asked(self) -> list[str]:
        """What it answers: its heading, since handbooks ask there what customers ask, and its questions."""
        return [*filter(None, (self.section,)), *self.questions]

    def part_texts(self) -> list[str]:
        """What has vectors of its own: what it answers, then each part."""
        return [*self.asked(), *(self.text[start:end] for start, end in self.parts)]

    def best_part(self, cosines: Sequence[float]) -> str:
        """The part of the text whose cosine is the highest; empty where there is none.

        `cosines` are those of `part_texts`, in their order.
        """
        best = max(range(len(self.asked()), len(cosines)), key=lambda place: cosines[place], default=None)
        return "" if best is None else self.part_texts()[best]


def page_of(passage_id: str) -> str:
    """What the ids of all passages of a document have in common."""
    return passage_id.rsplit("#", 1)[0]
