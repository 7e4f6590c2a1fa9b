"""HTML tables as Markdown: cells that span rows or columns are repeated in each."""

from collections.abc import Sequence

from knowledge.formats.tree import Element
from knowledge.policy import MAX_CELL_SPAN, MAX_REPEATED_CHARS

_Hanging = dict[int, tuple[int, str]]
"""By column: for how many more rows a cell goes on, and its text."""


def grid(rows: Sequence[Sequence[tuple[Element, str]]]) -> list[list[str]]:
    """Cells with their text to the text of each place in the table."""
    lines, hanging, room = list[list[str]](), _Hanging(), MAX_REPEATED_CHARS
    for row in rows:
        line, below = list[str](), _Hanging()
        for cell, text in row:
            _fill(line, hanging, below)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            room -= (down * across - 1) * (len(text) + 1)
            if room < 0:
                down = across = 1
            for _ in range(across):
                if down > 1:
                    below[len(line)] = (down - 1, text)
                line.append(text)
        _fill(line, hanging, below)
        lines.append(line)
        hanging = below
    return lines


def _fill(line: list[str], hanging: _Hanging, below: _Hanging) -> None:
    """Put cells that hang down from rows above into the columns that come next."""
    while len(line) in hanging:
        left, text = hanging[len(line)]
        if left > 1:
            below[len(line)] = (left - 1, text)
        line.append(text)


def _span(cell: Element, attribute: str) -> int:
    value = cell.attributes.get(attribute, "1")
    return max(1, min(int(value), MAX_CELL_SPAN)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown, the first one as header, which is filled up to the widest row; empty rows are left out."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return ""
    width, (header, *others) = max(map(len, filled)), filled
    return "\n".join(map(_line, [[*header, *[""] * (width - len(header))], ["---"] * width, *others]))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
