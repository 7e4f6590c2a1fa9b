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
