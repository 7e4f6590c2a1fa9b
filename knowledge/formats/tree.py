"""HTML to a tree of what is seen, with the end tags that authors may leave out (HTML standard, 13.1.2.4).

The parser is Python's own. It keeps no count of end tags, so this does; code, navigation, comments and what is struck
out never enter the tree. Hidden elements do: what a reader can open is read (`disclosure.py`).
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Final, Union

from knowledge.formats.limits import Limits, within
from knowledge.formats.stylesheet import LINE_THROUGH, is_chosen, struck_out
from knowledge.policy import MAX_NESTING

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS: Final = frozenset({"ul", "ol", "dl", "menu"})
_VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CODE: Final = {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas"}
_AROUND: Final = {"nav", "footer", "select", "input", "textarea", "dialog", "audio", "video"}
_STRUCK: Final = {"s", "strike", "del"}
_UNSEEN: Final = _CODE | _AROUND | _STRUCK
_UNSEEN_ROLES: Final = {"navigation", "deletion"}
_INVISIBLE_STYLE: Final = re.compile("display:none|visibility:hidden")
_NO_MARKUP: Final = re.compile(
    r"<(script|style)(?=[\s/>]).*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<![^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE
)
"""Code, comments and declarations; without an end they go on to the end of the page."""
_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = frozenset({"tr", *_CELLS})
_PARTS: Final = frozenset({"thead", "tbody", "tfoot", "caption", "colgroup", *_ROWS})
_TERMS: Final = frozenset({"dt", "dd"})
_CLOSES: Final[Mapping[str, frozenset[str]]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(_TERMS, _TERMS),
    **dict.fromkeys(_CELLS, _CELLS),
    "tr": _ROWS,
    **dict.fromkeys(_PARTS - _ROWS, _PARTS),
}
"""Which open elements a start tag closes."""
_FENCES: Final = frozenset({*LISTS, "table"})
"""What keeps a tag inside from closing elements outside."""
_ENDS_PARAGRAPH: Final = (
    HEADINGS | _FENCES | {"p", "div", "section", "article", "pre", "blockquote", "form", "hr", "main"}
)


class Element:
    """An element and what it holds, in order."""

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element | str] = []

    @property
    def hidden(self) -> bool:
        """Whether it is not shown, as long as nothing opens it. A browser's own search opens `until-found`."""
        return (
            self.attributes.get("hidden", "until-found").casefold() != "until-found"
            or self.attributes.get("aria-hidden") == "true"
            or bool(_INVISIBLE_STYLE.search(self.style))
        )

    @property
    def style(self) -> str:
        """The style that is stated for it alone, without spaces and capitals."""
        style = self.attributes.get("style")
        return "".join(style.split()).casefold() if style else ""

    def elements(self) -> Iterator["Element"]:
        """The elements it holds directly."""
        return (child for child in self.children if isinstance(child, Element))

    def below(self) -> Iterator["Element"]:
        """All elements in it, in reading order."""
        waiting = [self.elements()]
        while waiting:
            if child := next(waiting[-1], None):
                yield child
                waiting.append(child.elements())
            else:
                waiting.pop()

    def first(self, *names: str) -> Union["Element", None]:
        """The first element in it of one of these names."""
        return next((element for element in self.below() if element.name in names), None)


class Tree(HTMLParser):
    """The tree of a page, in `root`. Raises `InvalidInput` if it has more tags than allowed.

    The parser takes quadratic time for comments and tags that do not end (CVE-2025-6069), so it is not given them.
    """

    def __init__(self, source: str, markup: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._source, self._limits, self._tags = source, limits, 0
        self.root = Element("", {})
        self._open = [self.root]
        self._struck = struck_out(markup)
        seen = _NO_MARKUP.sub("", markup)
        end = seen.rfind(">") + 1
        self.feed(seen[:end])
        self.close()
        self.handle_data(unescape(seen[end:]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, after closing those it ends."""
        self._count()
        if closes := _CLOSES.get(tag):
            self._close(closes, _FENCES)
        elif tag in _ENDS_PARAGRAPH:
            self._close(frozenset({"p"}), _FENCES | _PARTS | {"li", "div", "section", "article", "blockquote"})
        element = Element(tag, {name: value or "" for name, value in attrs})
        if not _unseen(element) and not is_chosen(tag, element.attributes, self._struck):
            self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < MAX_NESTING:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The slash of `<div/>` means nothing in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and all in it; an end tag too many is left alone."""
        self._count()
        if tag == "table":
            fences = frozenset[str]()
        elif tag in _CLOSES:
            fences = _FENCES
        else:
            fences = _CELLS | {"table", "caption"}
        self._close(frozenset({tag}), fences)

    def handle_data(self, data: str) -> None:
        """Text, with its entities replaced."""
        self._open[-1].children.append(data)

    def _count(self) -> None:
        self._tags += 1
        within(self._source, self._tags, self._limits.elements, "tags")

    def _close(self, names: frozenset[str], fences: frozenset[str]) -> None:
        """Close up to the outermost open element of these names inside the innermost fence."""
        for place in range(len(self._open) - 1, 0, -1):
            name = self._open[place].name
            if name in names:
                outer = place
                while self._open[outer - 1].name in names and len(names) > 1:
                    outer -= 1
                del self._open[outer:]
                return
            if name in fences:
                return


def _unseen(element: Element) -> bool:
    return (
        element.name in _UNSEEN
        or element.attributes.get("role") in _UNSEEN_ROLES
        or bool(LINE_THROUGH.search(element.style))
    )
