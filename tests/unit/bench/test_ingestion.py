"""The handbook in four formats, and its pages."""

import re

from encoder.local import LocalEncoder
from knowledge.chunks import split
from knowledge.documents import read_document
from tests.bench.handbook import FORMATS, chapters
from tests.bench.ingestion import DEFAULTS, PAGE_CHARS, figures, pages_of

LAYOUT = re.compile(r"[\s-]+")  # widths of tables and indents of lists
WARNING_LIGHTS = chapters()["warning-lights"]
READ = {
    suffix: read_document(f"a{suffix}", write(WARNING_LIGHTS), defaults=DEFAULTS) for suffix, write in FORMATS.items()
}


def test_all_formats_with_headings_give_the_same_passages() -> None:
    passages = {suffix: [LAYOUT.sub("", one.text) for one in split(read)] for suffix, read in READ.items()}
    assert passages[".md"] == passages[".html"]
    assert len(passages[".md"]) == len(passages[".docx"]) > 20


def test_the_pdf_says_what_the_markdown_says() -> None:
    said, shown = (set(READ[suffix].text.split()) for suffix in (".md", ".pdf"))
    assert len(said - shown) < 0.05 * len(said)


def test_a_page_is_a_page_of_the_pdf_and_else_3000_characters() -> None:
    assert pages_of(READ[".md"]) == len(READ[".md"].text) / PAGE_CHARS
    assert pages_of(READ[".pdf"]) == READ[".pdf"].blocks[-1].page
    assert 0.5 < pages_of(READ[".md"]) / pages_of(READ[".pdf"]) < 1.1


def test_encoding_takes_longer_than_reading(encoder: LocalEncoder) -> None:
    pages, passages, read, encoded = figures({"a.md": FORMATS[".md"](WARNING_LIGHTS[:4])}, encoder)
    assert int(pages) >= 1
    assert int(passages) > 1
    assert float(read.replace(",", "")) > float(encoded) > 0
