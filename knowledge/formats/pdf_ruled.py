"""Tables of PDF pages that are drawn with lines: where the lines cross there are cells."""

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.formats.pdf_glyphs import Glyph, Stroke, Strokes

LONGEST_CELL: Final = 600
"""A table with a longer cell, characters, is a frame around text."""
MOST_PLACES: Final = 5_000
"""Most rows times columns of one table."""

_NEAR: Final = 2.5
"""Lines that are this near, points, touch or are one: rules are drawn as thin boxes."""

Place = tuple[int, int]
"""Row and column."""


class RuledTable:
    """The grid that touching lines make, and the text in its places."""

    def __init__(self, lines: Strokes) -> None:
        self._columns = _merged([stroke.at for stroke in lines.upright])
        self._rows = _merged([stroke.at for stroke in lines.level])[::-1]
        self._lines = lines
        self._cells = dict[Place, list[Glyph]]()

    def is_grid(self) -> bool:
        """Whether it has two rows and columns at least."""
        rows, columns = len(self._rows) - 1, len(self._columns) - 1
        return rows > 1 and columns > 1 and rows * columns <= MOST_PLACES

    def takes(self, glyph: Glyph) -> bool:
        """Put a character into its place; False if it stands outside."""
        right, up = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        if not (self._columns[0] < right < self._columns[-1] and self._rows[-1] < up < self._rows[0]):
            return False
        column = sum(right > side for side in self._columns) - 1
        row = sum(up < side for side in self._rows) - 1
        self._cells.setdefault((row, column), []).append(glyph)
        return True

    def rows(self) -> list[list[str]]:
        """The text of each place; cells over several rows or columns are repeated in each. Empty: it is no table."""
        owner = self._owners()
        glyphs = dict[Place, list[Glyph]]()
        for place, found in self._cells.items():
            glyphs.setdefault(owner[place], []).extend(found)
        texts = {place: _text(sorted(found)) for place, found in glyphs.items()}
        if len(texts) < 4 or max(map(len, texts.values())) > LONGEST_CELL:
            return []
        across, down = range(len(self._columns) - 1), range(len(self._rows) - 1)
        grid = [[texts.get(owner[row, column], "") for column in across] for row in down]
        filled = [column for column in across if any(row[column] for row in grid)]
        kept = [[row[column] for column in filled] for row in grid if any(row)]
        return kept if len(kept) > 1 and len(filled) > 1 else []

    def _owners(self) -> dict[Place, Place]:
        """For each place the first one of its cell: places are parted where a line runs between them."""
        owner = dict[Place, Place]()
        for row in range(len(self._rows) - 1):
            up = (self._rows[row] + self._rows[row + 1]) / 2
            for column in range(len(self._columns) - 1):
                right = (self._columns[column] + self._columns[column + 1]) / 2
                if column and not _runs(self._lines.upright, self._columns[column], up):
                    owner[row, column] = owner[row, column - 1]
                elif row and not _runs(self._lines.level, self._rows[row], right):
                    owner[row, column] = owner[row - 1, column]
                else:
                    owner[row, column] = row, column
        return owner


def ruled_tables(lines: Strokes) -> Iterator[RuledTable]:
    """The grids of a page."""
    for group in _touching(lines):
        table = RuledTable(group)
        if table.is_grid():
            yield table


def _touching(lines: Strokes) -> Iterator[Strokes]:
    """The lines in groups that hang together."""
    waiting = list(lines.level)
    free = list(lines.upright)
    while waiting:
        level, upright, new = list[Stroke](), list[Stroke](), [waiting.pop()]
        while new:
            level += new
            met = [stroke for stroke in free if any(_touch(one, stroke) for one in new)]
            free = [stroke for stroke in free if stroke not in met]
            upright += met
            new = [stroke for stroke in waiting if any(_touch(stroke, one) for one in met)]
            waiting = [stroke for stroke in waiting if stroke not in new]
        yield Strokes(level, upright)


def _touch(level: Stroke, upright: Stroke) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.end + _NEAR
        and upright.start - _NEAR <= level.at <= upright.end + _NEAR
    )


def _runs(lines: Sequence[Stroke], at: float, through: float) -> bool:
    return any(abs(line.at - at) <= _NEAR and line.start <= through <= line.end for line in lines)


def _merged(places: Sequence[float]) -> list[float]:
    """Places in ascending order, those that are near each other as one."""
    merged = list[float]()
    for place in sorted(places):
        if not merged or place - merged[-1] > _NEAR:
            merged.append(place)
    return merged


def _text(glyphs: Sequence[Glyph]) -> str:
    """The characters of a cell; between those that did not follow each other there is a space."""
    before = [glyph.number + 1 for glyph in glyphs]
    parted = (number != glyph.number for number, glyph in zip([glyphs[0].number, *before], glyphs, strict=False))
    return "".join(f" {glyph.text}" if gap else glyph.text for gap, glyph in zip(parted, glyphs, strict=True))
