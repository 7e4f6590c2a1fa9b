"""What a page shows once a reader has opened all that can be opened: questions in buttons, answers in closed panels.

A button opens a panel if it says so (`aria-expanded`, `aria-controls`). So does a question, be it a button, a link or a
heading, before hidden text. Other hidden text stays unread: its author did not mean it to be seen.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from knowledge.formats.tree import HEADINGS, Element

_OTHER_THAN_PANELS: Final = {"alertdialog", "dialog", "listbox", "menu", "menubar", "tree", "tooltip"}
"""Roles of what a button may open besides a panel of text."""
_TARGETS: Final = ("data-bs-target", "data-target", "href")
"""Attributes in which libraries of controls name the panel, as `#id`, beside `aria-controls`."""
_KEEPS_ITS_NAME: Final = {*HEADINGS, "dt"}
_ASKING: Final = {*_KEEPS_ITS_NAME, "button", "a", "label"}
"""What opens the hidden answer after it if it asks a question; after a button it need not be hidden."""
_CLIMBS: Final = 3
"""How many elements around a button end with it, before the panel that follows them."""


def open_panels(root: Element) -> None:
    """Drop from a tree what cannot be seen. A button that opens a panel becomes its `summary`; other buttons go."""
    page = _Page(root)
    page.walk(root)
    page.prune(root)


class _Page:
    """Goes through what can be seen, from each button on to what it opens."""

    def __init__(self, root: Element) -> None:
        self._by_id, self._labelled = dict[str, Element](), dict[str, Element]()
        self._next = dict[Element, Element]()
        self._opened, self._passed = set[Element](), set[Element]()
        for element in (root, *root.below()):
            self._next.update(pairwise(element.elements()))
            self._by_id.setdefault(element.attributes.get("id", ""), element)
            for label in element.attributes.get("aria-labelledby", "").split():
                self._labelled.setdefault(label, element)

    def walk(self, element: Element, around: tuple[Element, ...] = ()) -> None:
        """Open what the buttons below an element control; `around` are the elements around it, outermost first."""
        if element.name == "details":
            self._open_details(element)
        if (_is_control(element) or _asks(element)) and (panels := list(self._panels(element, around))):
            if element.name not in _KEEPS_ITS_NAME:
                element.name = "p" if element.attributes.get("role") == "tab" else "summary"
            for panel in panels:
                self._open(panel)
        for child in element.elements():
            if child.hidden and child not in self._opened:
                self._passed.add(child)
            else:
                self.walk(child, (*around[1 - _CLIMBS :], element))

    def prune(self, element: Element) -> None:
        """Drop below an element what stayed hidden, and what is still a button."""
        element.children = [
            child
            for child in element.children
            if isinstance(child, str) or child in self._opened or not (child.hidden or child.name == "button")
        ]
        for child in element.elements():
            self.prune(child)

    def _panels(self, control: Element, around: tuple[Element, ...]) -> Iterator[Element]:
        """What it controls: named by it, naming it, or following it."""
        attributes = control.attributes
        names = attributes.get("aria-controls", "").split()
        names += [value[1:] for value in map(attributes.get, _TARGETS) if value and value[0] == "#" and value[1:]]
        found = [self._by_id[name] for name in names if name and name in self._by_id]
        if not names:
            labelled = self._labelled.get(attributes.get("id") or "-")
            found = [panel for panel in (labelled, self._following(control, around)) if panel][:1]
        for panel in found:
            closed = panel.hidden and panel not in self._opened
            says_so = "aria-expanded" in attributes or attributes.get("role") == "tab" or control.name == "button"
            if (closed or says_so) and panel.attributes.get("role") not in _OTHER_THAN_PANELS:
                yield panel

    def _following(self, control: Element, around: tuple[Element, ...]) -> Element | None:
        """The element after it, or after the elements that end with it."""
        return next((self._next[last] for last in (control, *reversed(around)) if last in self._next), None)

    def _open(self, panel: Element) -> None:
        if not panel.hidden or panel in self._opened:
            return
        self._opened.add(panel)
        if panel in self._passed:
            self.walk(panel)

    def _open_details(self, details: Element) -> None:
        """Some pages hide the panel of a closed `details` once more; it is the panel if all else is hidden."""
        panels = [child for child in details.elements() if child.name != "summary"]
        said = any(isinstance(child, str) and child.strip() for child in details.children)
        if not said and all(panel.hidden for panel in panels):
            self._opened.update(panels)


def _is_control(element: Element) -> bool:
    attributes = element.attributes
    if element.name not in {"button", "a"} and attributes.get("role") not in {"button", "tab"}:
        return False
    says_so = "aria-expanded" in attributes or "aria-controls" in attributes or attributes.get("role") == "tab"
    return says_so and "aria-haspopup" not in attributes


def _asks(element: Element) -> bool:
    """Whether it is a question, which an answer follows though nothing says so."""
    if element.name not in _ASKING or element.attributes.get("type") in ("submit", "reset"):
        return False
    return _last_words(element).endswith("?") and "aria-haspopup" not in element.attributes


def _last_words(element: Element) -> str:
    """The last text in an element; empty if there is none."""
    texts = (child if isinstance(child, str) else _last_words(child) for child in reversed(element.children))
    return next(filter(None, map(str.strip, texts)), "")
