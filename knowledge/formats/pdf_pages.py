"""Lines of PDF pages to paragraphs, with words broken at line ends joined."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from knowledge.formats.lines import grouped, starts_item, with_hyphen_bullets
from knowledge.formats.writer import Writer

# policy
SHORT_LINE: Final = 0.8
"""A sentence that ends before this share of the usual width of lines ends its paragraph."""

Page = list[str]
"""The lines of a page, stripped; empty where the page has a gap."""

_BROKEN: Final = re.compile(r"(\w[\w'’]*)[-\u2010]$")
_HYPHENATED: Final = re.compile(r"\w+[-\u2010]\w+")
_SENTENCE_END: Final = (".", "!", "?", ":", ".)", ".”", '."')
_SUSPENDING: Final = frozenset({"and", "or", "und", "oder", "bzw", "et", "ou", "y", "o", "e", "ed", "en", "of"})
"""Words before which a hyphen stands for what is left out, as in `brake- and clutch fluid`."""


class Heading(NamedTuple):
    """An entry of the outline at its place."""

    level: int
    title: str


class Line(NamedTuple):
    """A line and its page, from 1."""

    page: int
    text: str


class Setting(NamedTuple):
    """How a document is set."""

    short: float
    """A line of fewer characters is short."""
    hyphenated: frozenset[str]
    """Words that it writes with a hyphen inside a line, without case."""


def setting(pages: Iterable[Page]) -> Setting:
    """Measure lines and collect words with hyphens."""
    lines = [line for page in pages for line in page if line]
    lengths = sorted(map(len, lines))
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    words = frozenset(word.casefold() for line in lines for word in _HYPHENATED.findall(line))
    return Setting(SHORT_LINE * width, words)


def goes_on(page: Page, following: Page) -> bool:
    """Whether a sentence goes on from one page to the next."""
    return bool(page and following) and following[0][0].islower() and not page[-1].endswith(_SENTENCE_END)


def write(events: Iterable[Line | Heading], setting: Setting, writer: Writer) -> None:
    """Headings and paragraphs, in order. A paragraph that goes on over the page's end stays one."""
    lines = list[Line]()
    for event in events:
        if isinstance(event, Line):
            lines.append(event)
        else:
            _write_lines(lines, setting, writer)
            writer.heading(event.level, event.title)
            lines = []
    _write_lines(lines, setting, writer)


def _write_lines(lines: Sequence[Line], setting: Setting, writer: Writer) -> None:
    pages = iter([line.page for line in lines if line.text])

    def ends(text: str) -> bool:
        return len(text) < setting.short and text.endswith(_SENTENCE_END)

    for kind, texts in grouped((line.text for line in lines), ends):
        page, *_ = [next(pages) for _ in texts]
        writer.add(kind, "\n".join(_joined(item, setting.hyphenated) for item in _items(texts)), page)


def _items(texts: Sequence[str]) -> list[list[str]]:
    """The lines of each item of a list; of a paragraph, all its lines."""
    items = [[texts[0]]]
    for text in texts[1:]:
        if starts_item(text):
            items.append([text])
        else:
            items[-1].append(text)
    return [[with_hyphen_bullets(first), *rest] for first, *rest in items]


def _joined(lines: Sequence[str], hyphenated: frozenset[str]) -> str:
    """Lines as one; a word broken at a line's end is put together, unless its hyphen belongs to it."""
    text = lines[0]
    for line in lines[1:]:
        broken, following = _BROKEN.search(text), line.split(" ")[0]
        word = re.match(r"\w+", following)
        if not broken or not word or word[0] in _SUSPENDING:
            text = f"{text} {line}"
        elif not word[0][0].islower() or f"{broken[1]}-{word[0]}".casefold() in hyphenated:
            text = f"{text}{line}"
        else:
            text = f"{text[:-1]}{line}"
    return text.replace("\u00ad ", "").replace("\u00ad", "")
