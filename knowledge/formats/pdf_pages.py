"""Lines of PDF pages to paragraphs, with words broken at line ends joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from knowledge.formats.lines import grouped, starts_item, with_hyphen_bullets
from knowledge.formats.writer import Writer
from languages.topic import merged, words_of_all
from languages.topics.documents import DocumentWords

SHORT_LINE: Final = 0.8
"""A sentence that ends before this share of the usual width of lines ends its paragraph."""

Page = list[str]
"""The lines of a page, stripped; empty where the page has a gap."""

_BROKEN: Final = re.compile(r"(\w[\w'’]*)[-\u2010]$")
_FIRST_WORD: Final = re.compile(r"\w+")
_HYPHENATED: Final = re.compile(r"\b\w+[-\u2010]\w+")
_SENTENCE_END: Final = (".", "!", "?", ":", ".)", ".”", '."')
_DUTCH: Final = ("en", "of")
"""Documents come in Dutch too, which nobody is answered in."""


class Table(str):
    """A table as Markdown, in the place of a line."""

    __slots__ = ()

    def with_rest(self, other: str) -> "Table | None":
        """The table with that of the next page below it, if it is the same one: of the same header, or columns."""
        header, rule, *rows = self.split("\n")
        header_there, rule_there, *rows_there = other.split("\n")
        if header == header_there:
            return Table("\n".join([header, rule, *rows, *rows_there]))
        return Table("\n".join([header, rule, *rows, header_there, *rows_there])) if rule == rule_there else None


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
    lines = [line for page in pages for line in page if line and not isinstance(line, Table)]
    lengths = sorted(map(len, lines))
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    words = frozenset(word.casefold() for line in lines for word in _HYPHENATED.findall(line))
    return Setting(SHORT_LINE * width, words)


def goes_on(page: Page, following: Page) -> bool:
    """Whether a sentence goes on from one page to the next."""
    return bool(page and following) and following[0][0].islower() and not page[-1].endswith(_SENTENCE_END)


def write(events: Iterable[Line | Heading], setting: Setting, writer: Writer) -> None:
    """Headings, paragraphs and tables, in order. What goes on over the page's end stays one."""
    lines = list[Line]()
    for event in _with_whole_tables(events):
        if isinstance(event, Line) and not isinstance(event.text, Table):
            lines.append(event)
            continue
        _write_lines(lines, setting, writer)
        lines = []
        if isinstance(event, Heading):
            writer.heading(event.level, event.title)
        else:
            writer.add("table", event.text, event.page)
    _write_lines(lines, setting, writer)


def _with_whole_tables(events: Iterable[Line | Heading]) -> Iterator[Line | Heading]:
    """The same, with tables that end a page and begin the next as one."""
    table, first, last = None, 0, 0
    for event in events:
        if table and isinstance(event, Line) and not event.text:
            continue
        here = event.text if isinstance(event, Line) and isinstance(event.text, Table) else None
        page = event.page if isinstance(event, Line) else 0
        if table and here and page > last and (whole := table.with_rest(here)):
            table, last = whole, page
            continue
        if table:
            yield Line(first, table)
        table, first, last = here, page, page
        if here is None:
            yield event
    if table:
        yield Line(first, table)


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
    parts = [lines[0]]
    for above, line in pairwise(lines):
        broken, word = _BROKEN.search(above.rpartition(" ")[2]), _FIRST_WORD.match(line)
        if not broken or not word or word[0] in _suspending():
            parts.append(" ")
        elif word[0][0].islower() and f"{broken[1]}-{word[0]}".casefold() not in hyphenated:
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts).replace("\u00ad ", "").replace("\u00ad", "")


@cache
def _suspending() -> frozenset[str]:
    """Words before which a hyphen stands for what is left out, as in `brake- and clutch fluid`."""
    return frozenset(merged((_DUTCH, *(words.joining for words in words_of_all(DocumentWords)))))
