"""Headers and footers of PDF pages: lines at their edges that repeat, with or without a page number."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.formats.pdf_pages import Page

RUNNING_LINE_SHARE: Final = 0.4
"""Share of the pages from which a line at their top or bottom counts as header or footer.

Below a half, since left and right pages often have headers of their own."""
RUNNING_LINE_PAGES: Final = 3
"""Fewest pages such a line is on."""
RUNNING_LINE_DEPTH: Final = 2
"""Lines at the top and at the bottom of a page that may be header or footer."""

_NUMBER: Final = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_PAGE_NUMBER_LINE: Final = 60
"""Longest header or footer that is known by its page number alone, characters."""


def without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """Pages without headers, footers and empty edges. A line repeats also if only its page number differs."""
    keys = [_edge_keys(number, page) for number, page in enumerate(pages)]
    seen = Counter(key for page in keys for key in set().union(*page.values()))
    least = max(RUNNING_LINE_PAGES, RUNNING_LINE_SHARE * len(pages))
    running = {key for key, count in seen.items() if count >= least}
    return [
        _trimmed([line for i, line in enumerate(page) if running.isdisjoint(on_page.get(i, ()))])
        for page, on_page in zip(pages, keys, strict=True)
    ]


def _edge_keys(number: int, page: Page) -> dict[int, set[str]]:
    """For each line at the edges, what it has in common with such lines on other pages."""
    filled = [i for i, line in enumerate(page) if line]
    outermost = {*filled[:1], *filled[-1:]}
    edge = {*filled[:RUNNING_LINE_DEPTH], *filled[-RUNNING_LINE_DEPTH:]}
    return {i: {page[i], *_numbered(page[i], number, outermost=i in outermost)} for i in edge}


def _numbered(line: str, page: int, *, outermost: bool) -> Iterator[str]:
    """For each number how far it is from the page's, with the line around it; without, if it begins or ends the line.

    The latter finds headers that name the chapter: they differ, but count on.
    """
    for found in _NUMBER.finditer(line):
        away = int(found[0]) - page
        yield f"{line[: found.start()]}\0{away}\0{line[found.end() :]}"
        if outermost and len(line) <= _PAGE_NUMBER_LINE and (found.start() == 0 or found.end() == len(line)):
            yield f"\0{away}"


def _trimmed(page: Page) -> Page:
    filled = [i for i, line in enumerate(page) if line]
    return page[filled[0] : filled[-1] + 1] if filled else []
