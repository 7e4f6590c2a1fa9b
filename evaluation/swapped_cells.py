"""Rows of a passage's tables with the value of another row: false sentences that are made of the passage's own words.

"– Kite – Front: 2.6 bar" and "– Tern – Front: 2.4 bar" give "Kite – Front: 2.4 bar." and "Tern – Front: 2.6 bar."
"""

import re
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Final, NamedTuple

_ROW: Final = re.compile(r"– (?P<label>[^\n]+?) – (?P<cells>.+)")
_DIGIT: Final = re.compile(r"\d")


class _Row(NamedTuple):
    label: str
    cells: Mapping[str, str]
    """By the heading of the column."""

    def with_cell(self, heading: str, cell: str) -> str:
        """Return the row's sentence about one column."""
        return f"{self.label} – {heading}: {cell}."


def own_cells(text: str) -> Iterator[str]:
    """Yield a sentence for each cell with a number, as the table has it."""
    for row in _rows(text):
        yield from (row.with_cell(*cell) for cell in row.cells.items() if _DIGIT.search(cell[1]))


def swapped_cells(text: str) -> Iterator[str]:
    """Yield a sentence for each row and each other number that a row of the same table has in the same column."""
    for row, other in permutations(_rows(text), 2):
        if list(row.cells) != list(other.cells):
            continue
        for heading, cell in other.cells.items():
            if _DIGIT.search(cell) and cell != row.cells[heading]:
                yield row.with_cell(heading, cell)


def _rows(text: str) -> list[_Row]:
    found = list[_Row]()
    for row in map(_ROW.fullmatch, text.split("\n")):
        cells = [cell.rpartition(": ") for cell in row["cells"].split("; ")] if row else []
        if row and all(separator for _, separator, _ in cells):
            found.append(_Row(row["label"], {heading: cell for heading, _, cell in cells}))
    return found
