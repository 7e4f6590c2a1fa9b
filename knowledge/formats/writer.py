"""Writing down what was read, block by block, as Markdown."""

from knowledge.formats.blocks import Block, Kind
from knowledge.formats.limits import Limits, within


class Writer:
    """Collects headings and blocks, and knows under which headings each block stands."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[int, str]] = []
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """Everything so far; blocks and headings are parted by an empty line."""
        return "\n\n".join(self._parts)

    def heading(self, level: int, title: str) -> None:
        """A heading, level 1 outermost. It closes those of its level and below."""
        title = " ".join(title.split())
        if not title:
            return
        self.close(level)
        self._open.append((level, title))
        self._append(f"{'#' * min(level, 6)} {title}")

    def close(self, level: int) -> None:
        """End the headings of a level and below: what follows does not stand under them."""
        self._open = [(above, text) for above, text in self._open if above < level]

    def add(self, kind: Kind, text: str, page: int | None = None) -> None:
        """A block under the headings that are open. Raises `InvalidInput` once there is more text than allowed."""
        text = text.strip("\n")
        if not text.strip():
            return
        start = self._append(text)
        headings = tuple(title for _, title in self._open)
        self.blocks.append(Block(kind=kind, headings=headings, start=start, end=start + len(text), page=page))

    def _append(self, text: str) -> int:
        start = self._length + len("\n\n") if self._parts else 0
        self._parts.append(text)
        self._length = start + len(text)
        within(self._source, self._length, self._limits.chars, "characters of text")
        return start
