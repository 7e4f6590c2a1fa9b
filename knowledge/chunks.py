"""Cutting a document into passages that can be cited: one heading, one thought."""

import re
from collections.abc import Iterator
from typing import Final

from contracts.policy import CHUNK_CHARS
from knowledge.documents import Document
from knowledge.passages import StoredPassage

_HEADING: Final = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_NOTICE: Final = re.compile(r"^>\s*Demo content.*$", re.IGNORECASE)


def cut(document: Document) -> list[StoredPassage]:
    """The passages of a document, in order. A section longer than `CHUNK_CHARS` is cut between paragraphs."""
    texts = [(heading, text) for heading, body in _sections(document) for text in _pieces(body)]
    return [
        StoredPassage(
            id=f"{document.source.removesuffix('.md')}#{number}",
            title=document.about.title,
            section=heading,
            text=text,
            source=document.source,
            models=document.about.models,
            language=document.about.language,
        )
        for number, (heading, text) in enumerate(texts, start=1)
    ]


def _sections(document: Document) -> Iterator[tuple[str, str]]:
    heading, lines = document.about.title, list[str]()
    for line in document.body.splitlines():
        found = _HEADING.match(line)
        if found:
            yield heading, "\n".join(lines)
            heading, lines = found[1], []
        elif not _NOTICE.match(line):
            lines.append(line)
    yield heading, "\n".join(lines)


def _pieces(body: str) -> Iterator[str]:
    piece = ""
    for paragraph in (part.strip() for part in re.split(r"\n\s*\n", body)):
        if piece and len(piece) + len("\n\n") + len(paragraph) > CHUNK_CHARS:
            yield piece
            piece = ""
        piece = f"{piece}\n\n{paragraph}".strip()
    if piece:
        yield piece
