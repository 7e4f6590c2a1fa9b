"""PDF: text page by page, under the headings of its outline. Tables come out as lines of text, since PDF marks none."""

import logging
import re
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.decode import cleaned
from knowledge.formats.limits import Limits, within
from knowledge.formats.pdf_outline import outline, placed
from knowledge.formats.pdf_pages import Page, setting, write
from knowledge.formats.pdf_running import without_running_lines
from knowledge.formats.writer import Writer

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

# policy
GAP: Final = 1.4
"""Between two lines there is a gap if they are this many times the page's usual step apart."""

_CONTENTS: Final = re.compile(r"(?:\. ?){5,}\w{1,5}$")
"""A line of a table of contents: dots up to a page number."""
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def read_pdf(source: str, content: bytes, limits: Limits) -> Extract:
    """Paragraphs are rebuilt from lines; lines that repeat on most pages, such as page numbers, are left out."""
    reader = _opened(source, content)
    within(source, len(reader.pages), limits.pages, "pages")
    pages = _pages(source, reader, limits)
    if not any(character.isalpha() for page in pages for line in page for character in line):
        raise InvalidInput(source, "holds no text: it seems to be scanned. Run text recognition (OCR) over it first")
    pages = without_running_lines(pages)
    writer = Writer(source, limits)
    write(placed(pages, outline(reader)), setting(pages), writer)
    title = _title(reader)
    return Extract(writer.text, tuple(writer.blocks), inferred={"title": title} if title else {})


def _opened(source: str, content: bytes) -> "PdfReader":
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs a line for every flaw it reads past
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            raise InvalidInput(source, "is protected with a password: save it without one")
    except DependencyError as error:
        raise InvalidInput(source, "is encrypted: save it without protection") from error
    except PyPdfError as error:
        raise InvalidInput(source, f"cannot be read: the PDF is damaged ({error})") from error
    return reader


def _pages(source: str, reader: "PdfReader", limits: Limits) -> list[Page]:
    pages, length = list[Page](), 0
    for page in reader.pages:
        text = _text(page).translate(_LIGATURES).replace("\0", " ")
        length += len(text)
        within(source, length, limits.chars, "characters of text")
        lines = (" ".join(line.split()) for line in cleaned(source, text).split("\n"))
        pages.append([line for line in lines if not _CONTENTS.search(line)])
    return pages


def _text(page: "PageObject") -> str:
    """The page's text in the order it was written, with an empty line where there is a gap between lines."""
    parts = list[tuple[float, str]]()

    def visit(text: str, outer: list[float], inner: list[float], _font: object, _size: float) -> None:
        if text.strip():
            parts.append((inner[5] * outer[3] + outer[5], text))
        elif text and parts:
            parts[-1] = parts[-1][0], parts[-1][1] + text

    page.extract_text(visitor_text=visit)
    steps = [above - below for (above, _), (below, _) in pairwise(parts)]
    usual = median([step for step in steps if step > 0] or [0])
    gaps = ["\n" if step > GAP * usual else "" for step in [0, *steps]]
    return "".join(f"{gap}{text}" for gap, (_, text) in zip(gaps, parts, strict=False))


def _title(reader: "PdfReader") -> str | None:
    """The title among its properties, unless it is the file name of whatever it was made from."""
    title = (reader.metadata.title if reader.metadata else None) or ""
    title = " ".join(str(title).split())[:200]
    made_from = title.casefold().startswith("microsoft word - ") or title.casefold().endswith(
        (".docx", ".doc", ".indd")
    )
    return None if made_from else title
