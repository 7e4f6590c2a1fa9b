"""Which reader a file gets, and files that are not what their name says."""

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.limits import USUAL_LIMITS
from knowledge.formats.registry import extracted
from tests.unit.knowledge.formats.files import docx, paragraph, pdf, saved

WORD = docx(paragraph("Six hours."))
PDF = saved(pdf([["Six hours."]]))


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("a.md", b"Six hours."),
        ("a.TXT", b"Six hours."),
        ("a.htm", b"<p>Six hours."),
        ("a.html", b"Six hours."),
        ("a.docx", WORD),
        ("a.pdf", PDF),
        ("a.PDF", b"\n\n" + PDF),
        ("a.csv", b"question,answer\nHow long?,Six hours.\n"),
    ],
)
def test_every_format_is_read_by_its_extension(source: str, content: bytes) -> None:
    extract = extracted(source, content, USUAL_LIMITS)
    assert [extract.text[block.start : block.end] for block in extract.blocks] == ["Six hours."]


@pytest.mark.parametrize(
    ("source", "content", "reason"),
    [
        ("a.pdf", b"<!DOCTYPE html><p>Six hours.", r"named \.pdf but is a web page"),
        ("a.pdf", WORD, r"named \.pdf but is a ZIP file or Office document"),
        ("a.pdf", b"Six hours.", r"named \.pdf but is something else"),
        ("a.docx", PDF, r"named \.docx but is a PDF"),
        ("a.docx", b"Six hours.", r"named \.docx but is something else"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 9, "of the old kind or with a password"),
        ("a.txt", PDF, r"named \.txt but is a PDF"),
        ("a.md", WORD, r"named \.md but is a ZIP file"),
        ("a.csv", WORD, r"named \.csv but is a ZIP file"),
        ("a.xlsx", b"x", r"not supported; these are: \.md, \.html, \.htm, \.pdf, \.docx, \.txt, \.csv"),
        ("guide", b"x", "not supported"),
        ("v1.2/guide", b"x", "not supported"),
        ("a.md", b"", "is empty"),
        ("a.pdf", b" \r\n ", "is empty"),
        ("a.pdf", b"%PDF-1.7\nnothing of a PDF", "the PDF is damaged"),
        ("a.docx", b"PK\x03\x04 no archive", "the Word document is damaged"),
        ("a.docx", WORD[: len(WORD) // 2], "the Word document is damaged"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused_with_what_it_is(source: str, content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason) as caught:
        extracted(source, content, USUAL_LIMITS)
    assert caught.value.field == source


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_pdf_whose_end_is_missing_is_read_or_refused_but_never_fails_otherwise(cut: float) -> None:
    content = PDF[: int(len(PDF) * cut)]
    with pytest.raises(InvalidInput, match=r"damaged|no text"):
        extracted("a.pdf", content, USUAL_LIMITS)


def test_a_text_that_speaks_of_pdf_is_a_text() -> None:
    assert extracted("a.txt", b"A PDF begins with %PDF-1.7.", USUAL_LIMITS).blocks
