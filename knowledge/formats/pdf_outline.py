"""The outline (bookmarks) of a PDF, and where on the pages its headings stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from knowledge.formats.pdf_pages import Heading, Line, Page, goes_on

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import Destination

_MAX_LINES: Final = 3
"""Most lines that a heading runs over."""


def outline(reader: "PdfReader") -> dict[int, list[Heading]]:
    """The headings of each page (from 0), in order; empty if there is no outline or it is broken."""
    from pypdf.errors import PyPdfError

    found = defaultdict[int, list[Heading]](list)
    try:
        for level, entry in _entries(reader.outline, 1):
            page = reader.get_destination_page_number(entry)
            if page is not None and (title := " ".join(str(entry.title or "").split())):
                found[page].append(Heading(level, title))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # a text without headings is better than none
    return dict(found)


def _entries(entries: Sequence[object], level: int) -> Iterator[tuple[int, "Destination"]]:
    """All entries with their level; pypdf nests a list for those below the one before it."""
    from pypdf.generic import Destination

    for entry in entries:
        if isinstance(entry, Destination):
            yield level, entry
        elif isinstance(entry, list):
            yield from _entries(entry, level + 1)


def placed(pages: Sequence[Page], headings: Mapping[int, Sequence[Heading]]) -> Iterator[Line | Heading]:
    """All lines, with headings where the page shows them; those it does not show stand where the last one was.

    An empty line stands between pages, unless a sentence goes on from one to the next.
    """
    for number, (page, following) in enumerate(zip(pages, [*pages[1:], []], strict=True)):
        done = 0
        for heading in headings.get(number, ()):
            start, end = _find(page, done, heading.title)
            yield from (Line(number + 1, text) for text in page[done:start])
            yield heading
            done = end
        yield from (Line(number + 1, text) for text in page[done:])
        if not goes_on(page, following):
            yield Line(number + 1, "")


def _find(page: Page, first: int, title: str) -> tuple[int, int]:
    """The lines that show the title, maybe after a number such as `4.2`; none, at `first`, if there are none."""
    wanted = _letters(title)
    for start in range(first, len(page) if wanted else first):
        shown = ""
        for end in range(start + 1, min(start + _MAX_LINES, len(page)) + 1):
            shown += _letters(page[end - 1])
            if wanted in (shown, shown.lstrip("0123456789")) or shown == wanted.lstrip("0123456789") != "":
                return start, end
            if len(shown) > len(wanted) + 10:
                break
    return first, first


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
