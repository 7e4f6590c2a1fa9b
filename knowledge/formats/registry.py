"""Which reader a file gets: by its extension, checked against how its content begins."""

from collections.abc import Mapping
from typing import Final

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract, Reader
from knowledge.formats.csv import read_csv
from knowledge.formats.docx import read_docx
from knowledge.formats.html import read_html
from knowledge.formats.limits import Limits
from knowledge.formats.markdown import read_markdown
from knowledge.formats.pdf import read_pdf
from knowledge.formats.text import read_text

READERS: Final[Mapping[str, Reader]] = {
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".txt": read_text,
    ".csv": read_csv,
}
_PDF, _ZIP, _OLE = "a PDF", "a ZIP file or Office document", "a Word document of the old kind or with a password"
_BEGINNINGS: Final = {b"%PDF-": _PDF, b"PK\x03\x04": _ZIP, b"PK\x05\x06": _ZIP, bytes.fromhex("d0cf11e0a1b11ae1"): _OLE}
_EXPECTED: Final = {".pdf": _PDF, ".docx": _ZIP}
_PDF_HEADER_WITHIN: Final = 1024
"""Bytes that readers of PDF skip over to find its header."""
_WEB_PAGE: Final = (b"<!doctype html", b"<html")


def extracted(source: str, content: bytes, limits: Limits) -> Extract:
    """Text and blocks of a file. Raises `InvalidInput` with a reason that whoever wrote the file can act on.

    Raises `MemoryError` if there is too little memory for it.
    """
    suffix = _suffix(source)
    if suffix not in READERS:
        raise InvalidInput(source, f"is of a kind that is not supported; these are: {', '.join(READERS)}")
    if not content.strip():
        raise InvalidInput(source, "is empty")
    _check_content(source, suffix, content)
    try:
        return READERS[suffix](source, content, limits)
    except (InvalidInput, MemoryError):
        raise
    except RecursionError as error:
        raise InvalidInput(source, "cannot be read: it is nested too deeply") from error
    except Exception as error:  # a broken file can make a parser fail in any way, and must not stop the others
        raise InvalidInput(source, f"cannot be read: it is damaged ({type(error).__name__})") from error


def _suffix(source: str) -> str:
    name = source.rpartition("/")[2]
    return f".{name.rpartition('.')[2].casefold()}" if "." in name else ""


def _check_content(source: str, suffix: str, content: bytes) -> None:
    found = _PDF if suffix == ".pdf" and b"%PDF-" in content[:_PDF_HEADER_WITHIN] else _kind(content)
    if found != _EXPECTED.get(suffix):
        page = content.lstrip()[:15].lower().startswith(_WEB_PAGE)
        raise InvalidInput(source, f"is named {suffix} but is {found or ('a web page' if page else 'something else')}")


def _kind(content: bytes) -> str | None:
    """What the first bytes say; None for text."""
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), None)
