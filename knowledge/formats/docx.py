"""Word documents: headings, paragraphs, lists and tables, as they stand in the document's body."""

from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from contracts.errors import InvalidInput
from knowledge.formats.blocks import Extract
from knowledge.formats.docx_visible import visible
from knowledge.formats.limits import Limits, within
from knowledge.formats.markup import Walk, inline
from knowledge.formats.tree import Tree
from knowledge.formats.writer import Writer
from knowledge.policy import MAX_TITLE_CHARS

_STYLES: Final = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_PROPERTIES: Final = "docProps/core.xml"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_OFFICE: Final = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation"}


def read_docx(source: str, content: bytes, limits: Limits) -> Extract:
    """Pictures, comments, page headers and footers are left out, and so is what is hidden, deleted or struck out.

    Footnotes stand at the end.
    """
    import mammoth

    title, seen = _checked(source, content, limits)
    page = mammoth.convert_to_html(
        seen,
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(lambda _: {}),
    )
    markup = page.value.replace("↑</a>", "</a>")  # the way back from a footnote
    root, writer = Tree(source, markup, limits).root, Writer(source, limits)
    Walk(writer).over(root)
    heading = root.first("h1")
    title = title or (inline(heading) if heading else "")
    inferred = {"title": title[:MAX_TITLE_CHARS]} if title.strip() else {}
    return Extract(writer.text, tuple(writer.blocks), inferred=inferred)


def _checked(source: str, content: bytes, limits: Limits) -> tuple[str, BytesIO]:
    """Its title, if any, and what of it is read. Raises `InvalidInput` for what is no Word document, or too large."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_size(source, archive, len(content), limits)
            _check_parts(source, archive)
            seen = visible(source, archive, limits)
        with ZipFile(seen) as archive:
            told = archive.read(_PROPERTIES) if _PROPERTIES in archive.namelist() else b"<none/>"
        return (ElementTree.fromstring(told).findtext(_TITLE) or "").strip(), seen  # noqa: S314 - written by us
    except (BadZipFile, ElementTree.ParseError, NotImplementedError) as error:
        raise InvalidInput(source, f"cannot be read: the Word document is damaged ({error})") from error


def _check_size(source: str, archive: ZipFile, size: int, limits: Limits) -> None:
    """By what the archive declares, before anything is unpacked; zipfile reads no part beyond its declared size."""
    unpacked = sum(part.file_size for part in archive.infolist())
    within(source, unpacked, limits.unpacked_bytes, "bytes unpacked")
    if unpacked > size * limits.unpack_ratio:
        ratio = unpacked // size
        raise InvalidInput(source, f"unpacks to {ratio} times its size, the limit is {limits.unpack_ratio}")


def _check_parts(source: str, archive: ZipFile) -> None:
    names = archive.namelist()
    if not any(name.startswith("word/") for name in names) or "[Content_Types].xml" not in names:
        other = next(
            (what for folder, what in _OFFICE.items() if any(n.startswith(folder) for n in names)), "a ZIP file"
        )
        raise InvalidInput(source, f"is no Word document but {other}")
