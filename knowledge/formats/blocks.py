"""What every format becomes: text, and the blocks it is made of."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from contracts.base import Strict
from knowledge.formats.limits import Limits
from knowledge.metadata import FrontMatter, Layer

Kind = Literal["text", "table", "list", "code"]


class Block(Strict):
    """A paragraph, table, list or piece of code: `text[start:end]` of the document it belongs to."""

    kind: Kind
    headings: tuple[str, ...]
    """The headings it stands under, outermost first."""
    start: int
    end: int
    page: int | None = None
    """The page it starts on, from 1, where the format has pages."""
    about: FrontMatter | None = None
    """What holds for this block instead of what holds for the document."""


class Extract(NamedTuple):
    """What a reader found in a file."""

    text: str
    blocks: tuple[Block, ...]
    stated: Mapping[str, object] = {}
    """Metadata that its author wrote into the file; it counts more than any said elsewhere."""
    inferred: Mapping[str, object] = {}
    """Metadata that the file lets guess, such as its first heading; it counts least."""
    rows: Mapping[int, Layer] = {}
    """Metadata stated for single blocks, by the block's number from 0."""


Reader = Callable[[str, bytes, Limits], Extract]
"""From source, content and limits to text and blocks. Raises `InvalidInput` naming the source."""
