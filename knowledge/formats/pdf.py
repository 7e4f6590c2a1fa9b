"""PDF: text page by page, under the headings of its outline, with its tables."""

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.decode import cleaned
from knowledge.formats.limits import Limits, within
from knowledge.formats.pdf_layout import page_lines
from knowledge.formats.pdf_outline import outline, placed
from knowledge.formats.pdf_pages import Page, Table, setting, write
from knowledge.formats.pdf_running import without_running_lines
from knowledge.formats.writer import Writer
from knowledge.policy import MAX_TITLE_CHARS

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_CONTENTS: Final = re.compile(r"(?:\. ?){5,}\w{1,5}$")
"""A line of a table of contents: dots up to a page number."""
_CONTENTS_WITHIN: Final = 40
"""Last characters of a line in which these are looked for."""
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def read_pdf(source: str, content: bytes, limits: Limits) -> Extract:
    """Paragraphs are rebuilt from lines; lines that repeat on most pages, such as page numbers, are left out."""
    document = _opened(source, content)
    within(source, len(document), limits.pages, "pages")
    pages = list(_pages(source, document, limits))
    if not any(character.isalpha() for page in pages for line in page for character in line):
        raise InvalidInput(source, "holds no text: it seems to be scanned. Run text recognition (OCR) over it first")
    pages = without_running_lines(pages)
    writer = Writer(source, limits)
    write(placed(pages, outline(document)), setting(pages), writer)
    title = _title(document)
    return Extract(writer.text, tuple(writer.blocks), inferred={"title": title} if title else {})


def _opened(source: str, content: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

    try:
        return PdfDocument(content)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise InvalidInput(source, "is protected with a password: save it without one") from error
        if error.err_code == FPDF_ERR_SECURITY:
            raise InvalidInput(source, "is encrypted: save it without protection") from error
        raise InvalidInput(source, f"cannot be read: the PDF is damaged ({error})") from error


def _pages(source: str, document: "PdfDocument", limits: Limits) -> Iterator[Page]:
    """The pages, one after the other, as long as there is time and they hold no more than allowed."""
    from pypdfium2.raw import FPDFPage_CountObjects

    length, objects, until = 0, 0, time.monotonic() + limits.seconds
    for number in range(len(document)):
        if time.monotonic() > until:
            reason = f"takes longer to read than {limits.seconds:.0f} s: {number} of {len(document)} pages were read"
            raise InvalidInput(source, reason)
        page = document[number]
        objects += FPDFPage_CountObjects(page.raw)
        within(source, objects, limits.elements, "objects on its pages")
        text = page.get_textpage()
        length += text.count_chars()
        within(source, length, limits.chars, "characters of text")
        yield [_plain(source, line) for line in page_lines(page, text) if not _in_contents(line)]
        page.close()  # and the text with it: a page takes memory as long as it is open


def _plain(source: str, line: str) -> str:
    if isinstance(line, Table):
        return Table(cleaned(source, line.translate(_LIGATURES)))
    return " ".join(cleaned(source, line.translate(_LIGATURES)).split())


def _in_contents(line: str) -> bool:
    return bool(_CONTENTS.search(line.rstrip()[-_CONTENTS_WITHIN:]))


def _title(document: "PdfDocument") -> str | None:
    """The title among its properties, unless it is the file name of whatever it was made from."""
    title = " ".join(document.get_metadata_value("Title").split())[:MAX_TITLE_CHARS]
    made_from = title.casefold().startswith("microsoft word - ") or title.casefold().endswith(
        (".docx", ".doc", ".indd")
    )
    return None if made_from else title
