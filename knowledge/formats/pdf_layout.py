"""A PDF page to lines and tables, in the order in which they were written."""

from collections.abc import Sequence
from itertools import islice, pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.formats.grid import pipe_table
from knowledge.formats.pdf_aligned import Part, aligned, parts
from knowledge.formats.pdf_glyphs import Glyph, GlyphLine, Strokes, base_of, glyph_lines, strokes
from knowledge.formats.pdf_pages import Page, Table
from knowledge.formats.pdf_ruled import RuledTable, ruled_tables

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

GAP: Final = 1.4
"""Between two lines there is a gap if they are this many times the page's usual step apart."""

MOST_LINES: Final = 1_000
"""Lines of a page among which the rows of one table are looked for."""


class Shown(NamedTuple):
    """A line of a page, or the place of a table with lines around its cells."""

    base: float
    text: str
    parts: list[Part]
    table: list[list[str]]


def page_lines(page: "PdfPage", text: "PdfTextPage") -> Page:
    """The lines of a page, with an empty one where there is a gap between lines. Tables stand among them."""
    drawn = strokes(page) if page.get_rotation() == 0 else Strokes([], [])  # turned, its columns would be rows
    shown = _shown(glyph_lines(text), list(ruled_tables(drawn)))
    steps = [above.base - below.base for above, below in pairwise(shown)]
    usual = median([step for step in steps if step > 0] or [0])
    heights = [placed(text, one.parts) for one in shown]
    lines, taken = Page(), set[int]()
    for place, one in enumerate(shown):
        if place in taken:
            continue
        if place and steps[place - 1] > GAP * usual:
            lines.append("")
        found = None if one.table else aligned(islice(heights, place, place + MOST_LINES), drawn.level, usual)
        rows = found.rows if found else one.table
        lines.append(Table(pipe_table(rows)) if rows else one.text)
        taken |= {place + number for number in found.lines} if found else set()
    return lines


def placed(text: "PdfTextPage", line: Sequence[Part]) -> list[tuple[float, Part]]:
    """The parts of a line, each with how high it stands: what PDFium takes for one line may stand a little askew."""
    return [(base_of(text, part.number), part) for part in line]


def _shown(lines: Sequence[GlyphLine], tables: Sequence[RuledTable]) -> list[Shown]:
    """Lines without what stands in tables, and each table where its first character was."""
    glyphs = [glyph for line in lines for glyph in line.glyphs if tables and not glyph.text.isspace()]
    inside = {glyph.number: table for glyph in glyphs for table in tables if table.takes(glyph)}
    rows = {table: found for table in tables if (found := table.rows())}
    shown = list[Shown]()
    for line in lines:
        free = list[Glyph]()
        for glyph in line.glyphs:
            table = inside.get(glyph.number)
            if table not in rows:
                free.append(glyph)
            elif found := rows[table]:
                shown.append(Shown(line.base, "", [], found))
                rows[table] = []
        if text := "".join([glyph.text for glyph in free]).strip():
            shown.append(Shown(line.base, text, parts(free), []))
    return shown
