"""A chart of figures with their intervals, as SVG: few marks, so no library for drawing is needed."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from evaluation.measures import Figure

WIDTH: Final = 760
AXIS: Final = 240
"""Where the axis begins, pixels from the left; labels stand before it."""
MARGIN: Final = 24
TOP: Final = 64
LINE: Final = 30
BOTTOM: Final = 34
APART: Final = 8
"""Between the marks of one line, pixels."""
COLOURS: Final = ("#b3261e", "#1a5fb4")


STEPS: Final = (1, 5, 10, 50, 100, 500, 1_000, 5_000)
"""Between two strokes of the axis, in its unit: the first that makes ten of them at most."""


class Unit(NamedTuple):
    """What the axis counts in."""

    name: str
    in_one: float
    """How many of it a figure of 1 has."""


PERCENT: Final = Unit("%", 100)
MILLISECONDS: Final = Unit("ms", 1)


class Line(NamedTuple):
    """What a line is about, and a figure for each series."""

    label: str
    figures: Sequence[Figure]


def interval_chart(title: str, series: Sequence[str], lines: Sequence[Line], unit: Unit = PERCENT) -> str:
    """Return a chart with a dot for each figure and a stroke for its interval; the axis ends beyond the largest one."""
    end = 1 + int(max(figure.high for line in lines for figure in line.figures) * unit.in_one)
    height = TOP + LINE * len(lines) + BOTTOM
    marks = [
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(12, 22, title, "start"),
        *_legend(series),
        *_axis(end, height - BOTTOM, unit.name),
        *(
            mark
            for number, line in enumerate(lines)
            for mark in _line(line, TOP + LINE * (number + 0.5), end / unit.in_one)
        ),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif"'
    return "\n".join([f'{head} font-size="13" role="img" aria-label={quoteattr(title)}>', *marks, "</svg>"]) + "\n"


def _legend(series: Sequence[str]) -> Iterator[str]:
    for number, (name, colour) in enumerate(zip(series, COLOURS, strict=True)):
        yield _dot(AXIS + number * 180, 42, colour)
        yield _text(AXIS + number * 180 + 10, 46, name, "start")


def _axis(end: int, bottom: float, unit: str) -> Iterator[str]:
    for mark in range(0, end + 1, next((step for step in STEPS if end <= 10 * step), STEPS[-1])):
        yield _stroke(_x(mark, end), TOP, _x(mark, end), bottom, "#dddddd")
        yield _text(_x(mark, end), bottom + 18, f"{mark:,} {unit}", "middle")


def _line(line: Line, middle: float, end: float) -> Iterator[str]:
    yield _text(AXIS - 14, middle + 4, line.label, "end")
    for number, (figure, colour) in enumerate(zip(line.figures, COLOURS, strict=True)):
        y = middle + APART * (number - (len(line.figures) - 1) / 2)
        yield _stroke(_x(figure.low, end), y, _x(figure.high, end), y, colour)
        yield _dot(_x(figure.value, end), y, colour)


def _x(value: float, end: float) -> float:
    return AXIS + (WIDTH - AXIS - MARGIN) * value / end


def _text(x: float, y: float, words: str, anchor: str) -> str:
    shown = escape(words)
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{shown}</text>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="2"/>'
