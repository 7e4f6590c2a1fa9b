"""A page of the knowledge base as a customer may see it."""

from contracts.base import Tolerant
from contracts.findings.knowledge import UnitKind


class PageUnit(Tolerant):
    """A sentence, step, item, row or line, as plain text."""

    kind: UnitKind
    text: str
    cited: bool = False
    """Whether the answer quoted it."""
    new_paragraph: bool = False
    """Whether it does not go on with the paragraph or list of the unit before."""


class PageSection(Tolerant):
    """What stands under one heading, or a part of it where that is long."""

    passage: str
    """Its id, as citations name it."""
    heading: str
    page: int | None = None
    """Page of the document it starts on, from 1, where the format has pages."""
    units: tuple[PageUnit, ...]


class DocumentPage(Tolerant):
    """A cited document: all of it that the customer may see, in its order."""

    title: str
    source: str
    """Path of the document in the knowledge base."""
    language: str
    sections: tuple[PageSection, ...]
