"""The styles of a Word document: which make a heading, and which hide or strike out what is written in them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from knowledge.formats.docx_parts import W
from languages.topic import merged, words_of_all
from languages.topics.documents import DocumentWords

_OFF: Final = {"0", "false", "off"}
_UNSEEN: Final = ("vanish", "strike", "dstrike")
"""Properties of text that its author hid, or struck out since it does not hold any more."""
_BODY_LEVEL: Final = 9
"""The outline level, from 0, that means text."""
_DUTCH: Final = ("kop",)
"""Documents come in Dutch too, which nobody is answered in."""


class Style(NamedTuple):
    """What one style says itself."""

    name: str
    based_on: str | None
    outline: int | None
    unseen: Mapping[str, bool]


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Element | None) -> None:
        found = list(root.iter(f"{W}style")) if root is not None else []
        self._styles = {style.get(f"{W}styleId", ""): _style(style) for style in reversed(found)}
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._defaults = unseen_marks(default)
        self._usual = next((style.get(f"{W}styleId") for style in found if _is_default(style)), None)

    def level(self, style_id: str | None) -> int | None:
        """The level of headings in this paragraph style, 1 outermost; None for a style of text.

        Styles of a house are based on those that Word brings, have a level of their own, or a name of another language.
        """
        for style in self._chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else None
            if level := _named_level(style.name):
                return level
        return None

    def hides(self, paragraph_style: str | None, character_style: str | None, marks: Mapping[str, bool]) -> bool:
        """Whether text in these styles is not to be read; `marks` are its own, which count most."""
        for name in _UNSEEN:
            styles = (paragraph_style or self._usual, character_style)
            if marks.get(name, self._defaults.get(name, False) or any(self._marked(style, name) for style in styles)):
                return True
        return False

    def _marked(self, style_id: str | None, name: str) -> bool:
        """What the nearest style says that says anything of it."""
        return next((style.unseen[name] for style in self._chain(style_id) if name in style.unseen), False)

    def _chain(self, style_id: str | None) -> Iterator[Style]:
        """A style and those it is based on, also if they are based on each other in a circle."""
        seen = set[str]()
        while style_id is not None and style_id not in seen and (style := self._styles.get(style_id)):
            seen.add(style_id)
            yield style
            style_id = style.based_on


def value_of(parent: Element | None, *path: str) -> str | None:
    """The value of the element below these; None if it is not there."""
    found = parent.find("/".join(W + name for name in path)) if parent is not None else None
    return None if found is None else found.get(f"{W}val")


def outline_of(properties: Element | None) -> int | None:
    """The outline level that properties of a paragraph state, from 0."""
    value = value_of(properties, "outlineLvl")
    return int(value) if value and value.isdecimal() else None


def unseen_marks(properties: Element | None) -> dict[str, bool]:
    """Which of `_UNSEEN` properties of text switch on or off."""
    marks = ((name, properties.find(W + name)) for name in _UNSEEN) if properties is not None else ()
    return {name: mark.get(f"{W}val", "1") not in _OFF for name, mark in marks if mark is not None}


def _style(style: Element) -> Style:
    return Style(
        name=value_of(style, "name") or style.get(f"{W}styleId") or "",
        based_on=value_of(style, "basedOn"),
        outline=outline_of(style.find(f"{W}pPr")),
        unseen=unseen_marks(style.find(f"{W}rPr")),
    )


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF


def _named_level(name: str) -> int | None:
    """The level that the name of a style gives, such as `heading 2`, `Überschrift 2` or `Titre 2`; a title has 1."""
    headings, titles = _words()
    plain = _plain(name.partition(",")[0])
    if plain in titles:
        return 1
    found = re.fullmatch(rf"(?:{'|'.join(headings)})([1-9])", plain)
    return int(found[1]) if found else None


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    words = words_of_all(DocumentWords)
    headings = merged((_DUTCH, *(each.heading_styles for each in words)))
    return frozenset(map(_plain, headings)), frozenset(map(_plain, merged(each.title_styles for each in words)))


def _plain(name: str) -> str:
    """The ASCII letters and figures of a name: all that Word keeps of it in the id of a style."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFC", name).casefold())
