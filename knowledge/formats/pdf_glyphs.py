"""What stands on a PDF page, as PDFium finds it: lines of characters with their places, and straight lines drawn."""

from collections.abc import Iterator
from ctypes import byref, c_double, c_float
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage, PdfTextPage

MAX_STROKES: Final = 5_000
"""Most straight lines of a page among which tables are looked for; a page with more holds a drawing."""

_STRAIGHT: Final = 0.5
"""How far the ends of an upright or level line may be off, points."""
_BROKEN_WORD: Final = "\x02"
"""What PDFium has in place of a hyphen and the line end after it."""


class Glyph(NamedTuple):
    """A character and its box, in points from the lower left corner of the page."""

    number: int
    """Its place among the characters of the page."""
    text: str
    left: float
    bottom: float
    right: float
    top: float


class GlyphLine(NamedTuple):
    """Characters on one line, spaces among them."""

    base: float
    """How high it stands on the page, points."""
    glyphs: list[Glyph]


class Stroke(NamedTuple):
    """A straight line, level or upright."""

    at: float
    """How high a level one stands; how far to the right an upright one does."""
    start: float
    end: float


Point = tuple[float, float]


class Strokes(NamedTuple):
    """The straight lines of a page."""

    level: list[Stroke]
    upright: list[Stroke]


def glyph_lines(text: "PdfTextPage") -> list[GlyphLine]:
    """The lines of a page in the order in which they were written."""
    lines, ended = list[GlyphLine](), True
    for glyph in _glyphs(text):
        if glyph.text in "\r\n":
            ended = True
            continue
        if ended:
            lines.append(GlyphLine(base_of(text, glyph.number), []))
        broken = glyph.text == _BROKEN_WORD
        lines[-1].glyphs.append(glyph._replace(text="-") if broken else glyph)
        ended = broken
    return lines


def _glyphs(text: "PdfTextPage") -> Iterator[Glyph]:
    from pypdfium2.raw import FPDFText_CountChars, FPDFText_GetCharBox, FPDFText_GetUnicode

    left, right, bottom, top = (c_double() for _ in range(4))
    box = [byref(side) for side in (left, right, bottom, top)]
    for number in range(FPDFText_CountChars(text.raw)):
        FPDFText_GetCharBox(text.raw, number, *box)
        character = chr(FPDFText_GetUnicode(text.raw, number))
        yield Glyph(number, character, left.value, bottom.value, right.value, top.value)


def base_of(text: "PdfTextPage", number: int) -> float:
    """How high the line stands on which a character is written, points."""
    from pypdfium2.raw import FPDFText_GetCharOrigin

    right, up = c_double(), c_double()
    FPDFText_GetCharOrigin(text.raw, number, byref(right), byref(up))
    return up.value


def strokes(page: "PdfPage") -> Strokes:
    """The level and upright lines of a page; none of a page with so many that they are a drawing."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDFPath_CountSegments

    found, segments = Strokes([], []), 0
    for path in page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=1):
        segments += FPDFPath_CountSegments(path.raw)
        if segments > MAX_STROKES:
            return Strokes([], [])
        for (ax, ay), (bx, by) in _edges(path):
            if abs(ay - by) <= _STRAIGHT < abs(ax - bx):
                found.level.append(Stroke(ay, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) <= _STRAIGHT < abs(ay - by):
                found.upright.append(Stroke(ax, min(ay, by), max(ay, by)))
    return found


def _edges(path: "PdfObject") -> Iterator[tuple[Point, Point]]:
    """The straight parts of a path, those that close its figures too, where they stand on the page."""
    from pypdfium2.raw import (
        FPDF_SEGMENT_BEZIERTO,
        FPDF_SEGMENT_MOVETO,
        FPDFPath_CountSegments,
        FPDFPath_GetPathSegment,
        FPDFPathSegment_GetClose,
        FPDFPathSegment_GetPoint,
        FPDFPathSegment_GetType,
    )

    place, right, up = path.get_matrix(), c_float(), c_float()
    first = last = (0.0, 0.0)
    for number in range(FPDFPath_CountSegments(path.raw)):
        segment = FPDFPath_GetPathSegment(path.raw, number)
        FPDFPathSegment_GetPoint(segment, byref(right), byref(up))
        point = place.on_point(right.value, up.value)
        kind = FPDFPathSegment_GetType(segment)
        if kind == FPDF_SEGMENT_MOVETO:
            first = point
        elif kind != FPDF_SEGMENT_BEZIERTO:
            yield last, point
        last = point
        if FPDFPathSegment_GetClose(segment):
            yield last, first
