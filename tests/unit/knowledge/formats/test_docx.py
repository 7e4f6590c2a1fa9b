"""Word documents."""

import tracemalloc
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.docx import read_docx
from knowledge.formats.limits import Limits
from tests.unit.knowledge.formats.files import WORD, docx, paragraph, table

CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kite handbook</dc:title></cp:coreProperties>"""

NOISE = b"".join(sha256(bytes([number])).digest() for number in range(200))
"""What does not shrink, so that an archive may hold much that does."""


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


def body(text: str, properties: str = "", style: str = "") -> str:
    """A paragraph of one run with properties of its text."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def styles(*own: str) -> dict[str, str | bytes]:
    """The part that holds these styles."""
    return {"word/styles.xml": f"<w:styles {WORD}>{''.join(own)}</w:styles>"}


def style(name: str, says: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    """A style of this name, which is its id too."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}{says}</w:style>'


def level(number: int) -> str:
    return f'<w:pPr><w:outlineLvl w:val="{number}"/></w:pPr>'


@pytest.mark.parametrize("mark", ["vanish", "strike", "dstrike"])
def test_text_that_is_hidden_or_struck_out_is_not_read(mark: str) -> None:
    extract = read(docx(body("Dealers pay 11 euros.", f"<w:{mark}/>"), body("Customers pay 19 euros.")))
    assert extract.text == "Customers pay 19 euros."


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_a_mark_that_is_switched_off_hides_nothing_whatever_the_style_says(value: str) -> None:
    note = styles(style("Note", "<w:rPr><w:vanish/></w:rPr>"))
    assert read(docx(body("Seen.", f'<w:vanish w:val="{value}"/>', "Note"), parts=note)).text == "Seen."


def test_text_in_a_style_that_hides_or_strikes_out_is_not_read() -> None:
    own = styles(
        style("Note", "<w:rPr><w:vanish/></w:rPr>"),
        style("Remark", based_on="Note"),
        style("Shown", '<w:rPr><w:vanish w:val="0"/></w:rPr>', "Note"),
        style("Old", "<w:rPr><w:strike/></w:rPr>", kind="character"),
    )
    page = docx(
        body("a", style="Note"),
        body("b", style="Remark"),
        body("c", style="Shown"),
        body("d", '<w:rStyle w:val="Old"/>'),
        parts=own,
    )
    assert read(page).text == "c"


def test_text_of_a_document_whose_usual_style_hides_is_not_read_unless_it_says_so() -> None:
    usual = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read(docx(body("a"), body("b", '<w:vanish w:val="0"/>'), parts=styles(usual))).text == "b"


def test_hidden_text_in_links_tables_and_inserted_text_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    around = f"<w:p><w:hyperlink>{hidden}</w:hyperlink><w:ins>{hidden}</w:ins><w:r><w:t>seen</w:t></w:r></w:p>"
    cells = f"<w:tbl><w:tr><w:tc>{around}</w:tc><w:tc>{around}</w:tc></w:tr></w:tbl>"
    assert "secret" not in read(docx(around, cells)).text


def test_a_hidden_end_of_a_paragraph_hides_no_text_of_it() -> None:
    ended = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Seen.</w:t></w:r></w:p>"
    assert read(docx(ended)).text == "Seen."


def test_deleted_and_moved_text_rows_and_cells_are_not_read() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>'
    moved = "<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom>"
    inserted = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    cell = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    gone = cell.format("<w:tcPr><w:cellDel/></w:tcPr>", "old")
    rows = (
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format('', 'old') * 2}</w:tr>",
        f"<w:tr>{cell.format('', 'a')}{gone}{cell.format('', 'b')}</w:tr>",
    )
    extract = read(docx(f"<w:p>{deleted}{moved}{inserted}</w:p>", f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert extract.text == "new\n\n| a | b |\n| --- | --- |"


@pytest.mark.parametrize(
    ("own", "name", "expected"),
    [
        ([style("Heading 1"), style("Kapitel", based_on="Heading 1")], "Kapitel", 1),
        ([style("berschrift2"), style("Haus", based_on="berschrift2"), style("H", based_on="Haus")], "H", 2),
        ([style("Chapter", level(0))], "Chapter", 1),
        ([style("Section", level(2)), style("Blue", based_on="Section")], "Blue", 3),
        ([style("Deep", level(8))], "Deep", 6),
        ([style("Überschrift 1")], "Überschrift 1", 1),
        ([style("Titre 2")], "Titre 2", 2),
        ([style("Título 3")], "Título 3", 3),
        ([style("Titolo 1")], "Titolo 1", 1),
        ([style("Kop 1")], "Kop 1", 1),
        ([style("Titel")], "Titel", 1),
        ([style("Plain", level(9), "Heading 1"), style("Heading 1")], "Plain", None),
        ([style("A", based_on="B"), style("B", based_on="A")], "A", None),
        ([style("Heading strong")], "Heading strong", None),
        ([], "Unknown", None),
    ],
)
def test_a_heading_of_a_house_style_is_a_heading_of_its_level(own: list[str], name: str, expected: int | None) -> None:
    text = read(docx(body("Tyres", style=name), body("Changing costs 49 euros."), parts=styles(*own))).text
    assert text == f"{'#' * expected + ' ' if expected else ''}Tyres\n\nChanging costs 49 euros."


def test_a_paragraph_may_state_that_it_is_a_heading() -> None:
    stated = f"<w:p>{level(1).replace('</w:pPr>', '')}</w:pPr><w:r><w:t>Tyres</w:t></w:r></w:p>"
    assert read(docx(stated, body("Text."))).text == "## Tyres\n\nText."


def test_a_numbered_heading_of_a_house_style_is_no_item_of_a_list() -> None:
    numbered = (
        '<w:p><w:pPr><w:pStyle w:val="Chapter"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Tyres</w:t></w:r></w:p>"
    )
    assert read(docx(numbered, parts=styles(style("Chapter", level(0))))).text == "# Tyres"


def test_a_house_style_makes_no_heading_of_long_text_and_none_inside_a_table() -> None:
    own = styles(style("Clause", level(0)))
    long = "The workshop keeps wheels for a season. " * 8
    assert read(docx(body(long, style="Clause"), parts=own)).blocks
    cell = f"<w:tc>{body('Price', style='Clause')}</w:tc>"
    assert read(docx(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>", parts=own)).blocks[0].kind == "table"


def test_a_document_of_too_many_elements_or_too_deep_ones_is_refused_before_it_is_held() -> None:
    with pytest.raises(InvalidInput, match="is too large: 1,001 elements, the limit is 1,000"):
        read(docx("<w:p/>" * 1_000), Limits(elements=1_000))
    with pytest.raises(InvalidInput, match="nested too deeply: more than 200"):
        read(docx("<w:tbl>" * 300 + "</w:tbl>" * 300))


def test_runs_without_text_are_never_held() -> None:
    content = docx(f"<w:p>{'<w:r/>' * 60_000}<w:r><w:t>Six hours.</w:t></w:r></w:p>", parts={"word/a.bin": NOISE})
    tracemalloc.start()
    assert read(content).text == "Six hours."
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_data_of_other_programs_in_the_document_is_not_looked_at() -> None:
    assert read(docx(body("Six hours."), parts={"customXml/item1.xml": "<broken"})).text == "Six hours."
