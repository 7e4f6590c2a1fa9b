"""Tables of PDF pages without lines around each cell: wide gaps in several lines, one below the other."""

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

from knowledge.formats.lines import starts_item
from knowledge.formats.pdf_glyphs import Glyph, Stroke
from knowledge.formats.pdf_rows import LEAST_ROWS, Row, Words, rows_of, text_of

LONGEST_ALIGNED: Final = 30
"""Usual length of cells, characters, above which columns are columns of text."""
CELL_GAP: Final = 1.6
"""A gap between words of this many times the height of its letters parts cells."""

_LETTER: Final = re.compile(r"\(?\w{1,4}[.)]")
"""The mark of an item that is counted with letters or Roman numbers."""
FIRST_ROW: Final = 0.75
"""Words less than so many usual steps below the first ones belong to the first row, once it has two columns."""
HIGHEST: Final = 2.0
"""A cell of the first row may begin so many usual steps above the row's first words, or below them."""


class Part(NamedTuple):
    """Words of a line up to the next wide gap."""

    left: float
    right: float
    text: str
    number: int
    """The place of its first character among the characters of the page."""


Line = Sequence[tuple[float, Part]]
"""The parts of a line, each with how high it stands on the page, points."""
Column = tuple[float, float]
"""Where it begins and ends, points from the left."""


class AlignedTable(NamedTuple):
    """A table, and which of the lines it was looked for in it took."""

    rows: list[list[str]]
    lines: set[int]


def parts(glyphs: Sequence[Glyph]) -> list[Part]:
    """A line, cut at its wide gaps."""
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not seen:
        return []
    gap = CELL_GAP * median(glyph.top - glyph.bottom for glyph in seen)
    found, text, first, right = list[Part](), "", seen[0], seen[0].left
    for glyph in glyphs:
        if glyph.text.isspace():
            text += " "
            continue
        if glyph.left - right > gap and text:
            found.append(Part(first.left, right, " ".join(text.split()), first.number))
            text, first = "", glyph
        text += glyph.text
        right = max(right, glyph.right) if text != glyph.text else glyph.right
    return [*found, Part(first.left, right, " ".join(text.split()), first.number)]


def aligned(lines: Iterable[Line], drawn: Sequence[Stroke], step: float) -> AlignedTable | None:
    """The table that lines begin with, if they begin with one. `step` is the usual one from a line to the next.

    Lines come as they were written: cell by cell, so that the last cell of a row may follow the lines of a longer one,
    and begin higher up.
    """
    columns, taken = _region(lines, step)
    words = [
        Words(base, next(i for i, column in enumerate(columns) if _meet(part, column)), part.text, number)
        for number, line in enumerate(taken)
        for base, part in line
    ]
    rows = rows_of(words, [(left + right) / 2 for left, right in columns], drawn)
    if len(rows) < LEAST_ROWS or not _is_table(rows, len(columns)):
        return None
    cells = [[text_of(row, column) for column in range(len(columns))] for row in rows]
    return AlignedTable(cells, {one.line for row in rows for one in row})


def _region(lines: Iterable[Line], step: float) -> tuple[list[Column], list[Line]]:
    """Columns from the left, and the lines that stand in them: the columns are those of the first row."""
    columns, taken, top = list[Column](), list[Line](), 0.0
    for line in lines:
        highest = max((base for base, _ in line), default=0.0)
        top = top if taken else highest
        if not line or highest > top + HIGHEST * step:
            break
        first_row = highest > top - (FIRST_ROW if len(columns) > 1 else HIGHEST) * step
        wider = _joined(columns, [part for _, part in line], more=first_row)
        if wider is None or (len(wider) < 2 and not first_row):
            break
        columns = wider
        taken.append(line)
    return sorted(columns), taken if len(columns) > 1 else []


def _joined(columns: Sequence[Column], line: Sequence[Part], *, more: bool) -> list[Column] | None:
    """The columns with the parts of another line in them, and with `more` new ones for those that stand in none.

    None if a part stands in two columns or two in one, or if it is not clear in which one it stands.
    """
    joined, taken = list(columns), set[int]()
    for part in line:
        met = [i for i, column in enumerate(columns) if _meet(part, column)]
        if not met and more:
            joined.append((part.left, part.right))
            continue
        met = met or _nearest(part, columns)
        if len(met) != 1 or met[0] in taken:
            return None
        taken.add(met[0])
        left, right = columns[met[0]]
        joined[met[0]] = min(left, part.left), max(right, part.right)
    return joined


def _meet(part: Part, column: Column) -> bool:
    return part.left < column[1] and column[0] < part.right


def _nearest(part: Part, columns: Sequence[Column]) -> list[int]:
    """The column that is clearly nearest to a part that stands in none: its heading stands in its middle, say."""
    away = sorted((max(left - part.right, part.left - right), i) for i, (left, right) in enumerate(columns))
    return [away[0][1]] if len(away) > 1 and 2 * away[0][0] < away[1][0] else []


def _is_table(rows: Sequence[Row], columns: int) -> bool:
    """Neither a list with its marks apart, nor a table of contents, nor columns of text."""
    first, last = ([text_of(row, column) for row in rows] for column in (0, columns - 1))
    if all(starts_item(f"{cell} x") or _LETTER.fullmatch(cell) for cell in first):
        return False
    if all(cell.isdecimal() for cell in last):
        return False
    return median(len(one.text) for row in rows for one in row) <= LONGEST_ALIGNED
