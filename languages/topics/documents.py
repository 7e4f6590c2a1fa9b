"""Words that matter when documents are read."""

from typing import ClassVar

from languages.topic import Topic


class DocumentWords(Topic):
    """Words in small letters."""

    file: ClassVar = "documents.json"

    negations: tuple[str, ...]
    """Two passages that differ in one of these say the opposite."""
    joining: tuple[str, ...]
    """Words before which a hyphen stands for what is left out, as in "brake- and clutch fluid"."""
    heading_styles: tuple[str, ...]
    """Names that word processors give to styles of headings, without the number of the level."""
    title_styles: tuple[str, ...]
    """Names that they give to the style of a document's title."""
