"""How large a document may be, and what reading it may take."""

from typing import Final, NamedTuple

from contracts.errors import InvalidInput
from knowledge.policy import (
    DOCUMENT_SECONDS,
    MAX_DOCUMENT_BYTES,
    MAX_DOCUMENT_CHARS,
    MAX_DOCUMENT_PAGES,
    MAX_ELEMENTS,
    MAX_METADATA_BYTES,
    MAX_UNPACK_RATIO,
    MAX_UNPACKED_BYTES,
    READER_MEMORY_BYTES,
)


class Limits(NamedTuple):
    """The limits of one reading."""

    document_bytes: int = MAX_DOCUMENT_BYTES
    pages: int = MAX_DOCUMENT_PAGES
    chars: int = MAX_DOCUMENT_CHARS
    elements: int = MAX_ELEMENTS
    unpacked_bytes: int = MAX_UNPACKED_BYTES
    unpack_ratio: int = MAX_UNPACK_RATIO
    metadata_bytes: int = MAX_METADATA_BYTES
    seconds: float = DOCUMENT_SECONDS
    memory_bytes: int = READER_MEMORY_BYTES


USUAL_LIMITS: Final = Limits()


def within(source: str, size: int, limit: int, unit: str) -> None:
    """Raises `InvalidInput` naming size and limit if `size` is over `limit`."""
    if size > limit:
        raise InvalidInput(source, f"is too large: {size:,} {unit}, the limit is {limit:,}")
