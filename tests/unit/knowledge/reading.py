"""Reads the documents of a folder."""

from pathlib import Path

from knowledge.collect import files_of
from knowledge.documents import Document, is_document, read_document
from knowledge.folder_shelf import FolderShelf
from tests.unit.aws import TENANT


def documents_below(root: Path) -> list[Document]:
    """All documents below a folder, by their path. Raises `InvalidInput` for the first that cannot be read."""
    shelf = FolderShelf(root, root, TENANT)
    listing = shelf.listing()
    sources = sorted(filter(is_document, listing))
    parts = ([shelf.read(part) if part else None for part in files_of(source, listing)] for source in sources)
    return [
        read_document(source, content or b"", sidecar, defaults)
        for source, (content, sidecar, defaults) in zip(sources, parts, strict=True)
    ]
