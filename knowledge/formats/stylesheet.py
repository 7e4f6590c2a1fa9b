"""Which elements a page's own style sheet strikes out: `.old { text-decoration: line-through }`.

Only what is chosen by name, class and id of the element itself counts; a selector with more to it is passed over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from knowledge.policy import MAX_STRUCK_SELECTORS

LINE_THROUGH: Final = re.compile(r"text-decoration(-line)?:[^;]*line-through")
"""In a style without spaces and capitals."""
_SHEET: Final = re.compile(r"<style(?=[\s/>])[^<>]*>(.*?)(?:</style|\Z)", re.DOTALL | re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SELECTOR: Final = re.compile(r"([a-z][\w-]*)?((?:[.#][\w-]+)*)", re.IGNORECASE)


class Selector(NamedTuple):
    """A name (empty for any), and the classes and ids that an element must have, as `.old` and `#p`."""

    name: str
    marks: frozenset[str]


def is_chosen(name: str, attributes: Mapping[str, str], selectors: Sequence[Selector]) -> bool:
    """Whether an element is one of those that any of the selectors means."""
    marks = {f".{one}" for one in attributes.get("class", "").split()} | {f"#{attributes.get('id', '')}"}
    return any(one.name in ("", name) and one.marks <= marks for one in selectors)


def struck_out(markup: str) -> tuple[Selector, ...]:
    """What the style sheets in a page strike out, as far as policy allows."""
    found = (selector for sheet in _SHEET.finditer(markup) for selector in _struck(_COMMENT.sub("", sheet[1])))
    return tuple(islice(dict.fromkeys(found), MAX_STRUCK_SELECTORS))


def _struck(sheet: str) -> Iterator[Selector]:
    for rule in sheet.split("}"):
        selectors, _, style = rule.rpartition("{")
        if not LINE_THROUGH.search("".join(style.split()).casefold()):
            continue
        for selector in selectors.rpartition("{")[2].split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            if found and selector.strip():
                name, marks = found.groups()
                yield Selector((name or "").casefold(), frozenset(re.findall(r"[.#][\w-]+", marks)))
