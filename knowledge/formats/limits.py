"""How large a document may be."""

from typing import Final, NamedTuple

from contracts.errors import InvalidInput

# policy
MAX_DOCUMENT_BYTES: Final = 50 * 1024 * 1024
"""Largest document, bytes: what Amazon Bedrock knowledge bases take."""
MAX_DOCUMENT_PAGES: Final = 5_000
MAX_DOCUMENT_CHARS: Final = 20_000_000
"""Most text in one document, characters."""
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
"""Largest Word document once its parts are unpacked, bytes."""
MAX_UNPACK_RATIO: Final = 100
"""How many times larger than its file a Word document may be once unpacked. Text shrinks ten- to thirtyfold."""
MAX_METADATA_BYTES: Final = 10 * 1024
"""Largest file of metadata, bytes: what Amazon Bedrock knowledge bases take."""


class Limits(NamedTuple):
    """The limits of one reading."""

    document_bytes: int = MAX_DOCUMENT_BYTES
    pages: int = MAX_DOCUMENT_PAGES
    chars: int = MAX_DOCUMENT_CHARS
    unpacked_bytes: int = MAX_UNPACKED_BYTES
    unpack_ratio: int = MAX_UNPACK_RATIO
    metadata_bytes: int = MAX_METADATA_BYTES


USUAL_LIMITS: Final = Limits()


def within(source: str, size: int, limit: int, unit: str) -> None:
    """Raises `InvalidInput` naming size and limit if `size` is over `limit`."""
    if size > limit:
        raise InvalidInput(source, f"is too large: {size:,} {unit}, the limit is {limit:,}")
