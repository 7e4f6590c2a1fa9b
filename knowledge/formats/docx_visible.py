"""A Word document as it is read: without hidden and struck-out text, each heading in the style that Word has for it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZIP_STORED, ZipFile

from knowledge.formats.docx_parts import PARAGRAPH, RUN, Parts, W
from knowledge.formats.docx_styles import Styles, outline_of, unseen_marks, value_of
from knowledge.formats.limits import Limits
from knowledge.policy import MAX_TITLE_CHARS

_CELL: Final = f"{W}tc"
_STYLES: Final = f"{W}styles"
_LOWEST: Final = 6
"""HTML has headings of six levels."""
_MARKUP: Final = (".xml", ".rels")
_FOREIGN: Final = "customXml/"
"""Data that other programs left there."""


def visible(source: str, archive: ZipFile, limits: Limits) -> BytesIO:
    """The same archive, its parts of XML alone.

    Raises `InvalidInput` if these are too large, too deep, or declare document types.
    """
    parts, copy = Parts(source, archive, limits), BytesIO()
    names = [name for name in archive.namelist() if name.endswith(_MARKUP) and not name.startswith(_FOREIGN)]
    trees = {name: parts.parsed(name) for name in names}
    styles = Styles(_styles_among(trees))
    with ZipFile(copy, "w", ZIP_STORED) as written:
        while trees:
            name, tree = trees.popitem()
            _Reading(styles).over(tree)
            written.writestr(name, tostring(tree, "utf-8"))
    copy.seek(0)
    return copy


def _styles_among(trees: Mapping[str, Element]) -> Element | None:
    """The part with the styles. Word may write others of the kind: for other versions, and for building blocks."""
    found = {name: tree for name, tree in trees.items() if tree.tag == _STYLES}
    return found[min(found, key=lambda name: (name.count("/"), len(name)))] if found else None


class _Reading:
    """Goes over the elements of a part."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def over(self, element: Element, style: str | None = None, *, cell: bool = False) -> None:
        """Leave out what is not to be read below an element; `style` is that of the paragraph around it."""
        if element.tag == PARAGRAPH:
            style = value_of(element, "pPr", "pStyle")
            if not cell:
                self._mark_heading(element, style)
        kept = [child for child in element if not self._unseen(child, style)]
        if len(kept) < len(element):
            element[:] = kept
        for child in kept:
            if len(child):
                self.over(child, style, cell=cell or child.tag == _CELL)

    def _unseen(self, element: Element, style: str | None) -> bool:
        """Whether it is left out. Runs lose their properties: whether they are bold is not read."""
        if element.tag == _CELL:
            return element.find(f"{W}tcPr/{W}cellDel") is not None
        if element.tag != RUN:
            return False
        properties = element.find(f"{W}rPr")
        if properties is not None:
            element.remove(properties)
            if properties.find(f"{W}del") is not None:
                return True
        hidden = self._styles.hides(style, value_of(properties, "rStyle"), unseen_marks(properties))
        return hidden or not len(element)

    def _mark_heading(self, paragraph: Element, style: str | None) -> None:
        """Give a heading Word's own style of its level. A paragraph too long for a title is text, whatever its style.

        In a table it would make the table one for the layout, so there each paragraph keeps its style.
        """
        properties = paragraph.find(f"{W}pPr")
        outline = outline_of(properties)
        level = self._styles.level(style) if outline is None else outline + 1
        if level is None or level > 9 or properties is None:
            return
        if sum(len(text.text or "") for text in paragraph.iter(f"{W}t")) > MAX_TITLE_CHARS:
            return
        for name in ("pStyle", "numPr"):
            if (found := properties.find(W + name)) is not None:
                properties.remove(found)
        SubElement(properties, f"{W}pStyle", {f"{W}val": f"Heading{min(level, _LOWEST)}"})
