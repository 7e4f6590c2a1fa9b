"""Tables of PDF pages without lines around each cell: wide gaps in several lines, one below the other."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from knowledge.formats.lines import starts_item
from knowledge.formats.pdf_glyphs import Glyph

LEAST_ROWS: Final = 3
"""Lines with the same columns from which they are a table, its header counted."""
LONGEST_ALIGNED: Final = 30
"""Usual length of cells, characters, above which columns are columns of text."""
CELL_GAP: Final = 1.6
"""A gap between words of this many times the height of its letters parts cells."""


class Part(NamedTuple):
    """Words of a line up to the next wide gap."""

    left: float
    right: float
    text: str


def parts(glyphs: Sequence[Glyph]) -> list[Part]:
    """A line, cut at its wide gaps."""
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not seen:
        return []
    gap = CELL_GAP * median(glyph.top - glyph.bottom for glyph in seen)
    found, text, left, right = list[Part](), "", seen[0].left, seen[0].left
    for glyph in glyphs:
        if glyph.text.isspace():
            text += " "
            continue
        if glyph.left - right > gap and text:
            found.append(Part(left, right, " ".join(text.split())))
            text, left = "", glyph.left
        text += glyph.text
        right = max(right, glyph.right) if text != glyph.text else glyph.right
    return [*found, Part(left, right, " ".join(text.split()))]


def aligned(lines: Iterable[Sequence[Part]]) -> list[list[str]]:
    """The rows of the table that lines begin with; none if they begin with none."""
    columns, rows = list[tuple[float, float]](), list[Sequence[Part]]()
    for line in lines:
        wider = _joined(columns, line) if len(line) > 1 else None
        if wider is None:
            break
        columns = wider
        rows.append(line)
    cells = [_placed(row, columns) for row in rows]
    return cells if len(rows) >= LEAST_ROWS and _is_table(cells) else []


def _joined(columns: Sequence[tuple[float, float]], line: Sequence[Part]) -> list[tuple[float, float]] | None:
    """The columns with the parts of another line in them; None if a part stands in two columns, or two in one."""
    if not columns:
        return [(part.left, part.right) for part in line]
    joined, taken = list(columns), set[int]()
    for part in line:
        met = [i for i, (left, right) in enumerate(columns) if part.left < right and left < part.right]
        if len(met) != 1 or met[0] in taken:
            return None
        taken.add(met[0])
        left, right = columns[met[0]]
        joined[met[0]] = min(left, part.left), max(right, part.right)
    return joined


def _placed(row: Sequence[Part], columns: Sequence[tuple[float, float]]) -> list[str]:
    return [next((part.text for part in row if part.left < right and left < part.right), "") for left, right in columns]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Neither a list with its marks apart, nor a table of contents, nor columns of text."""
    first, *others = zip(*rows, strict=True)
    if all(starts_item(f"{cell} x") for cell in first):
        return False
    if all(cell.isdecimal() for cell in others[-1]):
        return False
    return median(len(cell) for row in rows for cell in row if cell) <= LONGEST_ALIGNED
