"""Makes small PDF and Word files, so that tests show what stands in them."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

OFFICE = "http://schemas.openxmlformats.org"
TYPES = f"""<Types xmlns="{OFFICE}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
ROOT = f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
PARTS = f"""<Relationships xmlns="{OFFICE}/package/2006/relationships">
<Relationship Id="r1" Type="{OFFICE}/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="r2" Type="{OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""
WORD = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "heading 2")
)


def pdf(pages: Sequence[Sequence[str]], outline: Sequence[tuple[str, int, int]] = (), title: str = "") -> PdfWriter:
    """Pages of lines; an empty line leaves a gap. The outline is (title, page from 0, level from 1)."""
    writer = drawn(*(b"BT /F1 11 Tf 14 TL 60 780 Td " + b" ".join(map(_shown, lines)) + b" ET" for lines in pages))
    above = dict[int, object]()
    for text, number, level in outline:
        above[level] = writer.add_outline_item(title=text, page_number=number, parent=above.get(level - 1))  # type: ignore[arg-type]
    if title:
        writer.add_metadata({"/Title": title})
    return writer


def drawn(*pages: bytes) -> PdfWriter:
    """Pages of drawing operators; `/F1` is Helvetica. See `at` and `rules`."""
    writer = PdfWriter()
    for content in pages:
        page = writer.add_blank_page(595, 842)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        fonts = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): fonts})}
        )
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream)
    return writer


def at(right: int, up: int, text: str) -> bytes:
    """Text at a place, in points from the lower left corner."""
    return b"BT /F1 11 Tf %d %d Td %s ET\n" % (right, up, _shown(text).removesuffix(b" T*"))


def rules(*lines: tuple[int, int, int, int]) -> bytes:
    """Straight lines from a place to another."""
    return b"".join(b"%d %d m %d %d l S\n" % line for line in lines)


def _shown(line: str) -> bytes:
    text = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + text + b") Tj T*"


def saved(writer: PdfWriter) -> bytes:
    """The file."""
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def paragraph(text: str, style: str = "", level: int | None = None) -> str:
    """A paragraph, of a style or as an item of a list on a level from 0."""
    item = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{item}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of rows of cells."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx(*body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document; `parts` are added to its archive or replace what is there."""
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": f"<w:document {WORD}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": PARTS,
        "word/numbering.xml": NUMBERING,
        "word/styles.xml": f"<w:styles {WORD}>{STYLES}</w:styles>",
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in (content | (parts or {})).items():
            archive.writestr(name, part)
    return file.getvalue()
