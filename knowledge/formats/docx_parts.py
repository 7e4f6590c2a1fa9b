"""The XML parts of a Word document: parsed element by element, so that what is too large or too deep is never held."""

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, XMLParser
from zipfile import ZipFile

from contracts.errors import InvalidInput
from knowledge.formats.limits import Limits, within
from knowledge.policy import MAX_XML_NESTING

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The same elements as a document of the strict kind writes them."""
W: Final = f"{{{MAIN}}}"
RUN: Final = f"{W}r"
PARAGRAPH: Final = f"{W}p"


def _named(*names: str) -> frozenset[str]:
    return frozenset(W + name for name in names)


_DROPPED: Final = _named(
    *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak", "permStart"),
    *("permEnd", "proofErr", "sectPr", "tblGrid", "tblPr", "del", "moveFrom", "delText"),
)
"""What no reader sees, deleted text among it."""
_KEPT: Final = {
    f"{W}pPr": _named("pStyle", "numPr", "outlineLvl", "rPr"),
    f"{W}rPr": _named("rStyle", "vanish", "strike", "dstrike", "del"),
    f"{W}trPr": _named("tblHeader", "del"),
    f"{W}tcPr": _named("gridSpan", "vMerge", "cellDel"),
}
"""What is kept of the properties of paragraphs, text, rows and cells. In these a `del` is a mark: it says that the end
of a paragraph or a row was deleted."""
_NOTHING: Final = _named("r", "p", "pPr", "rPr")
"""What is forgotten if it holds nothing."""
_PLAIN: Final = _named("r", "p", "tr")
"""What has attributes that say only who typed it, and when."""


class Parts:
    """Parses the parts of one document; all of them together may have so many elements."""

    def __init__(self, source: str, archive: ZipFile, limits: Limits) -> None:
        self._source = source
        self._archive = archive
        self._limits = limits
        self._elements = 0

    def parsed(self, name: str) -> Element:
        """The tree of a part. Raises `InvalidInput` if it is too large or too deep, or declares a document type."""
        parser = XMLParser(target=self)  # noqa: S314 - declarations are refused, nothing is resolved
        self._root, self._open, self._text, self._ignored = Element(""), list[Element](), list[str](), 0
        self._open.append(self._root)
        with self._archive.open(name) as part:
            while piece := part.read(1 << 16):
                parser.feed(piece)
        parser.close()
        return self._root[0]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._elements += 1
        within(self._source, self._elements, self._limits.elements, "elements")
        if len(self._open) + self._ignored > MAX_XML_NESTING:
            raise InvalidInput(
                self._source, f"is nested too deeply: more than {MAX_XML_NESTING} elements in each other"
            )
        tag = tag.replace(_STRICT, MAIN, 1)
        kept = _KEPT.get(self._open[-1].tag)
        if self._ignored or (tag in _DROPPED if kept is None else tag not in kept):
            self._ignored += 1
            return
        attributes = {} if tag in _PLAIN else attributes
        element = Element(tag, {name.replace(_STRICT, MAIN, 1): value for name, value in attributes.items()})
        self._open[-1].append(element)
        self._open.append(element)
        self._text = []

    def data(self, text: str) -> None:
        """Text of the element that is open."""
        if not self._ignored:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Close an element; what holds nothing is forgotten, such as a run without text."""
        if self._ignored:
            self._ignored -= 1
            return
        element = self._open.pop()
        if not len(element):
            element.text = "".join(self._text)
            if element.tag in _NOTHING:
                del self._open[-1][-1]
        self._text = []

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A declaration could define entities that stand for any amount of text."""
        raise InvalidInput(self._source, "holds document type declarations, which Word never writes")

    def close(self) -> None:
        """The parser has seen the end."""
