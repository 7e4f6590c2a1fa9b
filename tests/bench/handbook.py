"""The demo handbook as files of four formats, one for each of its chapters, all saying the same."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import Final

from markdown_it import MarkdownIt

from agents.__main__ import DOCUMENTS
from knowledge.documents import Document
from tests.unit.knowledge.formats import files
from tests.unit.knowledge.reading import documents_below

LINE_CHARS: Final = 90
PAGE_LINES: Final = 50
"""Of a PDF's page: with lines of 90 characters, and gaps, some 3,000 characters."""
_NOTICE: Final = re.compile(r"^> Demo content[^\n]*\n", re.MULTILINE)
_HEADING: Final = re.compile(r"^#+ ", re.MULTILINE)
_ITEM: Final = re.compile(r"^\s*(?:[-*]|\d+\.) ")
_RULE: Final = re.compile(r"[|\s:-]+")

Write = Callable[[Sequence[Document]], bytes]


def chapters() -> dict[str, list[Document]]:
    """The pages of the handbook by chapter, translations left out."""
    documents = [document for document in documents_below(DOCUMENTS) if document.about.language == "en"]
    return {name: list(pages) for name, pages in groupby(documents, key=lambda page: page.source.split("/")[0])}


def markdown(pages: Sequence[Document]) -> bytes:
    """Markdown without front matter."""
    return _text(pages).encode()


def web_page(pages: Sequence[Document]) -> bytes:
    """One web page."""
    body = MarkdownIt("commonmark").enable("table").render(_text(pages))
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def pdf(pages: Sequence[Document]) -> bytes:
    """Plain lines of text, as from a printer: no columns, pictures or embedded fonts."""
    text = _HEADING.sub("", _text(pages)).encode("cp1252", "replace").decode("cp1252")
    lines = [part for line in text.split("\n") for part in wrap(line, LINE_CHARS) or [""]]
    sheets = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    return files.saved(files.pdf(sheets))


def word(pages: Sequence[Document]) -> bytes:
    """A Word document with headings, lists and tables."""
    return files.docx(*(part for page in pages for part in _word_parts(page)))


FORMATS: Final[dict[str, Write]] = {".md": markdown, ".html": web_page, ".pdf": pdf, ".docx": word}


def _text(pages: Sequence[Document]) -> str:
    return "\n\n".join(f"# {page.about.title}\n\n{_NOTICE.sub('', page.text)}" for page in pages)


def _word_parts(page: Document) -> Iterator[str]:
    yield files.paragraph(escape(page.about.title), "heading1")
    for headings, blocks in groupby(page.blocks, key=lambda block: block.headings):
        if headings:
            yield files.paragraph(escape(headings[-1]), "heading2")
        for block in blocks:
            lines = escape(page.text[block.start : block.end]).split("\n")
            if block.kind == "table":
                yield files.table(*(line.strip("| ").split("|") for line in lines if not _RULE.fullmatch(line)))
            elif block.kind == "list":
                yield from (files.paragraph(_ITEM.sub("", line), level=0) for line in lines)
            else:
                yield files.paragraph(" ".join(lines))
