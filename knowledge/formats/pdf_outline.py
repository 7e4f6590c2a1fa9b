"""The outline (bookmarks) of a PDF, and where on the pages its headings stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from knowledge.formats.pdf_pages import Heading, Line, Page, goes_on

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MAX_LINES: Final = 3
"""Most lines that a heading runs over."""


def outline(document: "PdfDocument") -> dict[int, list[Heading]]:
    """The headings of each page (from 0), in order; empty if there is no outline or it is broken."""
    from pypdfium2 import PdfiumError

    found = defaultdict[int, list[Heading]](list)
    try:
        for entry in document.get_toc():
            target = entry.get_dest()
            page = target.get_index() if target else None
            if page is not None and (title := " ".join(entry.get_title().split())):
                found[page].append(Heading(entry.level + 1, title))
    except (PdfiumError, ValueError):
        return {}  # a text without headings is better than none
    return dict(found)


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
