"""Which lines of a table without lines around each cell make one row: a cell may run over several of them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from knowledge.formats.pdf_glyphs import Stroke

TIGHT: Final = 1.1
"""Lines of one cell are apart this many times the smallest step in the table at most; rows with space between them are
further apart, be it by the little that browsers give a table without style."""
_SAME_LINE: Final = 0.3
"""Words whose base lines differ by this share of that step at most stand on one line."""
_EVEN: Final = 0.9
"""Lines that are closer than this share of that step are of cells set in the middle of their rows."""
_LONGEST_BOTH: Final = 2
"""Lines with words in the first column and in another one, up to which they may still be one row."""
LEAST_ROWS: Final = 3
"""Rows from which lines with the same columns are a table, its header counted."""
_NEAR: Final = 2.5
"""Drawn lines that are this near, points, are one."""


class Words(NamedTuple):
    """Words between wide gaps, in a column of a table."""

    base: float
    """How high they stand, points."""
    column: int
    text: str
    line: int
    """Which line of the page they are from."""


Row = list[Words]


def rows_of(words: Sequence[Words], columns: Sequence[float], drawn: Sequence[Stroke]) -> list[Row]:
    """The rows, from the top, down to the first that has words in one column only. `columns` are their middles.

    Told by stripes or lines between rows, else by the space between them, else each line is a row, with those below it
    that only go on with another cell than the first.
    """
    ordered = sorted(words, key=lambda one: (-one.base, one.column))
    step = _smallest_step(ordered)
    rows = _without_rest(list(_spaced(ordered, TIGHT * step, _borders(columns, drawn))))
    lists = [lines for row in rows if (lines := _is_list(row, step))]
    if len(rows) >= LEAST_ROWS and 2 * len(lists) < len(rows) and max(lists, default=0) <= _LONGEST_BOTH:
        return rows
    return _by_line(list(_spaced(ordered, _SAME_LINE * step)), step)


def text_of(row: Row, column: int) -> str:
    """The text of a cell, its lines joined."""
    return " ".join(one.text for one in row if one.column == column)


def _smallest_step(words: Sequence[Words]) -> float:
    """The smallest step from a line to the next one of the same column."""
    steps = list[float]()
    for column in {one.column for one in words}:
        bases = [one.base for one in words if one.column == column]
        steps += [above - below for above, below in pairwise(bases)]
    return min(steps, default=0.0)


def _spaced(words: Sequence[Words], most: float, borders: Sequence[float] = ()) -> Iterator[Row]:
    """Words of which each is at most so far below the one before it, and below no border that this one is above of."""
    row = list[Words]()
    for one in words:
        above = row[-1].base if row else one.base
        if above - one.base > most or any(one.base < border < above for border in borders):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _borders(columns: Sequence[float], drawn: Sequence[Stroke]) -> list[float]:
    """How high lines run, or stripes end, through all columns."""
    heights = list[float]()
    for height in sorted({stroke.at for stroke in drawn}):
        if not heights or height - heights[-1] > _NEAR:
            heights.append(height)
    near = {height: [stroke for stroke in drawn if 0 <= stroke.at - height <= _NEAR] for height in heights}
    return [height for height in heights if all(_runs(near[height], middle) for middle in columns)]


def _runs(drawn: Sequence[Stroke], through: float) -> bool:
    return any(stroke.start <= through <= stroke.end for stroke in drawn)


def _is_list(row: Row, step: float) -> int:
    """How many lines it has if each has words in the first column and in others, as rows have; else 0."""
    lines = [{one.column for one in line} for line in _spaced(row, _SAME_LINE * step)]
    return len(lines) if len(lines) > 1 and all(0 in line and len(line) > 1 for line in lines) else 0


def _without_rest(rows: Sequence[Row]) -> list[Row]:
    """The rows down to the first that has words in one column only: what follows a table is text."""
    end = next((place for place, row in enumerate(rows) if len({one.column for one in row}) == 1), len(rows))
    return list(rows[:end])


def _by_line(lines: Sequence[Row], step: float) -> list[Row]:
    """Each line as a row, as long as all columns have their lines at the same heights."""
    rows, last = list[Row](), None
    for line in lines:
        height = line[0].base
        if last is not None and last - height < _EVEN * step:
            return []
        if len({one.column for one in line}) > 1:
            rows.append(list(line))
        elif rows and line[0].column and last is not None and last - height <= TIGHT * step:
            rows[-1] += line
        else:
            break
        last = height
    return rows
