"""A tree of HTML elements to headings and blocks."""

from collections.abc import Iterator
from typing import Final

from knowledge.formats.grid import grid, pipe_table
from knowledge.formats.tree import HEADINGS, LISTS, Element
from knowledge.formats.writer import Writer

_EMPHASIS: Final = {
    "b",
    "big",
    "cite",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "mark",
    "q",
    "small",
    "strong",
    "u",
}
_MEANING: Final = {"a", "abbr", "code", "data", "kbd", "label", "ruby", "samp", "sub", "sup", "time", "tt", "var"}
_INLINE: Final = frozenset({*_EMPHASIS, *_MEANING, "bdi", "bdo", "img", "span", "wbr"})
_STRUCTURE: Final = (*HEADINGS, "table", "pre")
"""What makes the list or table around it a matter of layout."""
_SUMMARY_LEVEL: Final = 7
"""The question above a panel stands below every heading of a page."""


class Walk:
    """Goes over elements in reading order and writes headings and blocks."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._words: list[str] = []
        self._details = 0

    def over(self, element: Element) -> None:
        """Write what an element holds."""
        self._children(element)
        self._end_paragraph()

    def _children(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._words.append(child.replace("\v", " "))
            elif child.name == "br":
                self._words.append("\v")
            elif child.name in _INLINE:
                self._children(child)
            else:
                self._end_paragraph()
                self._block(child)
                self._end_paragraph()

    def _block(self, element: Element) -> None:
        if element.name in HEADINGS:
            self._writer.heading(int(element.name[1]), inline(element))
        elif element.name == "summary" and not element.first(*HEADINGS):
            self._writer.heading(_SUMMARY_LEVEL + self._details, inline(element))
        elif element.name == "details":
            self._in_details(element)
        elif element.name == "pre":
            self._writer.add("code", "".join(_strings(element, spaced=False)))
        elif element.name == "table" and (rows := _data(element)):
            self._table(element, rows)
        elif element.name in LISTS and not element.first(*_STRUCTURE):
            self._writer.add("list", "\n".join(_items(element)))
        elif element.name not in {"head", "title"}:
            self._children(element)

    def _in_details(self, element: Element) -> None:
        """Its summary is a heading that ends with it."""
        self._details += 1
        self._children(element)
        self._end_paragraph()
        self._writer.close(_SUMMARY_LEVEL + self._details)
        self._details -= 1

    def _table(self, element: Element, rows: list[list[str]]) -> None:
        if caption := element.first("caption"):
            self._writer.add("text", inline(caption))
        self._writer.add("table", pipe_table(rows))

    def _end_paragraph(self) -> None:
        lines = "".join(self._words).split("\v")
        self._words = []
        self._writer.add("text", "\n".join(filter(None, (" ".join(line.split()) for line in lines))))


def inline(element: Element, without: frozenset[str] = frozenset()) -> str:
    """The text of an element on one line; parts that are blocks are parted by spaces."""
    return " ".join("".join(_strings(element, without)).split())


def _strings(element: Element, without: frozenset[str] = frozenset(), *, spaced: bool = True) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name not in without:
            space = " " if spaced and child.name not in _INLINE else ""
            yield space
            yield from _strings(child, without, spaced=spaced)
            yield space


def _items(element: Element, indent: str = "") -> Iterator[str]:
    """A line for each item, and below it its own lists, indented."""
    number = 0
    for item in element.elements():
        if item.name not in LISTS:
            number += 1
            if text := inline(item, LISTS):
                yield f"{indent}{_mark(element, item, number)}{text}"
        for nested in _outermost_lists(item):
            yield from _items(nested, indent + "   ")


def _outermost_lists(element: Element) -> Iterator[Element]:
    if element.name in LISTS:
        yield element
        return
    for child in element.elements():
        yield from _outermost_lists(child)


def _mark(element: Element, item: Element, number: int) -> str:
    if item.name == "dd":
        return "  "
    return f"{number}. " if element.name == "ol" else "- "


def _data(table: Element) -> list[list[str]] | None:
    """The rows of a table; None if it is there for the layout."""
    if table.attributes.get("role") == "presentation" or table.first(*_STRUCTURE):
        return None
    rows = grid([[(cell, inline(cell)) for cell in row] for row in _rows(table)])
    return rows if max(map(len, rows), default=0) > 1 else None


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.below():
        if row.name == "tr":
            yield [cell for cell in row.elements() if cell.name in {"td", "th"}]
