"""Word documents."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.docx import read_docx
from knowledge.formats.limits import Limits
from tests.unit.knowledge.formats.files import docx, paragraph, table

CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kite handbook</dc:title></cp:coreProperties>"""


def read(content: bytes, limits: Limits | None = None) -> Extract:
    return read_docx("a.docx", content, limits or Limits())


def test_headings_paragraphs_lists_and_tables_are_kept() -> None:
    extract = read(
        docx(
            paragraph("Guide", "Title"),
            paragraph("Charging", "heading1"),
            paragraph("At home", "heading2"),
            paragraph("Do this:"),
            paragraph("Plug in", level=0),
            paragraph("at the wallbox", level=1),
            paragraph("Wait", level=0),
            table(["Where", "Hours"], ["Home", "6"]),
        )
    )
    path = ("Charging", "At home")
    assert [(b.kind, b.headings, extract.text[b.start : b.end]) for b in extract.blocks] == [
        ("text", path, "Do this:"),
        ("list", path, "1. Plug in\n   - at the wallbox\n2. Wait"),
        ("table", path, "| Where | Hours |\n| --- | --- |\n| Home | 6 |"),
    ]
    assert extract.inferred == {"title": "Guide"}


def test_the_title_among_the_properties_comes_before_the_first_heading() -> None:
    content = docx(paragraph("Guide", "Title"), paragraph("Text."), parts={"docProps/core.xml": CORE})
    assert read(content).inferred == {"title": "Kite handbook"}


def test_markup_in_a_word_document_is_text() -> None:
    extract = read(docx(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")))
    assert extract.text == "<script>alert(1)</script> & more"


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused_before_it_is_unpacked() -> None:
    content = docx(paragraph("x"), parts={"word/media/image1.xml": b"0" * 3_000_000})
    with pytest.raises(InvalidInput, match=r"unpacks to \d{3} times its size, the limit is 100"):
        read(content)
    with pytest.raises(InvalidInput, match=r"3,\d{3},\d{3} bytes unpacked, the limit is 1,000,000"):
        read(content, Limits(unpacked_bytes=1_000_000))


def test_a_document_with_declarations_of_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>'
    for part in (bomb.encode(), bomb.encode("utf-16")):
        with pytest.raises(InvalidInput, match="document type declarations"):
            read(docx(parts={"word/document.xml": part}))


@pytest.mark.parametrize(
    ("folder", "what"),
    [("xl/workbook.xml", "an Excel workbook"), ("ppt/x.xml", "a PowerPoint"), ("x.txt", "a ZIP file")],
)
def test_another_archive_is_refused_with_what_it_is(folder: str, what: str) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(folder, "<x/>")
    with pytest.raises(InvalidInput, match=f"no Word document but {what}"):
        read(file.getvalue())
