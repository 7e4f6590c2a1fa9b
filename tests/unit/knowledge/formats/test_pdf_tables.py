"""Tables in PDF."""

from collections.abc import Sequence

import pytest

from knowledge.chunks import split
from knowledge.documents import read_document
from knowledge.formats.limits import Limits
from knowledge.formats.pdf import read_pdf
from knowledge.policy import CHUNK_CHARS
from tests.unit.knowledge.formats.files import at, drawn, rules, saved

LEFT, TOP, STEP = 60, 700, 20
ROWS = [["Tyre size", "Front", "Rear"], ["205/55 R16", "2.3", "2.7"], ["225/45 R17", "2.4", "2.8"]]
TABLE = """| Tyre size | Front | Rear |
| --- | --- | --- |
| 205/55 R16 | 2.3 | 2.7 |
| 225/45 R17 | 2.4 | 2.8 |"""


def cells(rows: Sequence[Sequence[str]], top: int = TOP, width: int = 100) -> bytes:
    """Text row by row, each cell `width` from the one before it."""
    return b"".join(
        at(LEFT + 5 + column * width, top + 5 - STEP * (row + 1), text)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )


def grid(rows: int, columns: int, top: int = TOP, width: int = 100) -> bytes:
    """The lines around so many cells."""
    right, bottom = LEFT + columns * width, top - rows * STEP
    level = [(LEFT, top - STEP * row, right, top - STEP * row) for row in range(rows + 1)]
    upright = [(LEFT + width * column, bottom, LEFT + width * column, top) for column in range(columns + 1)]
    return rules(*level, *upright)


def blocks(*pages: bytes) -> list[tuple[str, int | None, str]]:
    extract = read_pdf("a.pdf", saved(drawn(*pages)), Limits())
    return [(block.kind, block.page, extract.text[block.start : block.end]) for block in extract.blocks]


def tables(*pages: bytes) -> list[str]:
    return [text for kind, _, text in blocks(*pages) if kind == "table"]


def test_a_table_with_lines_around_its_cells_stands_between_what_is_above_and_below_it() -> None:
    page = at(60, 740, "When cold:") + grid(3, 3) + cells(ROWS) + at(60, 600, "Check once a month.")
    assert blocks(page) == [("text", 1, "When cold:"), ("table", 1, TABLE), ("text", 1, "Check once a month.")]


def test_lines_may_be_thin_boxes_and_cells_boxes_of_their_own() -> None:
    boxes = b"".join(
        b"%d %d 100 20 re S\n" % (LEFT + column * 100, TOP - STEP * (row + 1))
        for row in range(3)
        for column in range(3)
    )
    thin = b"".join(b"60 %d 300 1 re f\n" % (TOP - STEP * row) for row in range(4))
    thin += b"".join(b"%d 640 1 60 re f\n" % (LEFT + 100 * column) for column in range(4))
    assert tables(boxes + cells(ROWS)) == tables(thin + cells(ROWS)) == [TABLE]


def test_a_cell_over_several_columns_or_rows_is_repeated_and_lines_of_a_cell_are_joined() -> None:
    lines = rules(
        *((60, up, 360, up) for up in (700, 680, 640)),
        *((right, 640, right, 700) for right in (60, 160, 360)),
        (160, 660, 360, 660),
        (260, 640, 260, 680),
    )
    text = (
        at(65, 685, "Size") + at(165, 685, "Pressure in bar, cold tyres") + at(65, 665, "205/55") + at(65, 645, "R16")
    )
    text += at(165, 665, "Front") + at(265, 665, "Rear") + at(165, 645, "2.3") + at(265, 645, "2.7")
    [table] = tables(lines + text)
    assert table.split("\n") == [
        "| Size | Pressure in bar, cold tyres | Pressure in bar, cold tyres |",
        "| --- | --- | --- |",
        "| 205/55 R16 | Front | Rear |",
        "| 205/55 R16 | 2.3 | 2.7 |",
    ]


@pytest.mark.parametrize("lines", [b"", rules((60, 700, 360, 700), (60, 680, 360, 680), (60, 640, 360, 640))])
def test_a_table_with_level_lines_or_none_is_known_by_its_columns(lines: bytes) -> None:
    page = at(60, 740, "When cold:") + lines + cells(ROWS) + at(60, 600, "Check once a month.")
    assert blocks(page) == [("text", 1, "When cold:"), ("table", 1, TABLE), ("text", 1, "Check once a month.")]


def test_a_table_that_goes_on_over_pages_is_one_with_or_without_its_header_again() -> None:
    again, more = [ROWS[0], ["225/40 R18", "2.5", "2.9"]], [["T125/70", "4.2", "4.2"], ["T135/70", "4.2", "4.2"]]
    pages = grid(3, 3) + cells(ROWS), grid(2, 3) + cells(again), grid(2, 3) + cells(more) + at(60, 600, "Below.")
    rest = "| 225/40 R18 | 2.5 | 2.9 |\n| T125/70 | 4.2 | 4.2 |\n| T135/70 | 4.2 | 4.2 |"
    assert blocks(*pages) == [("table", 1, f"{TABLE}\n{rest}"), ("text", 3, "Below.")]


def test_tables_of_other_columns_or_with_text_between_them_stay_apart() -> None:
    other = [row[:2] for row in ROWS]
    assert len(tables(grid(3, 3) + cells(ROWS), grid(3, 2) + cells(other))) == 2
    assert len(tables(grid(3, 3) + cells(ROWS) + at(60, 600, "Below."), grid(3, 3) + cells(ROWS))) == 2


@pytest.mark.parametrize(
    "page",
    [
        rules((50, 750, 550, 750), (50, 600, 550, 600), (50, 600, 50, 750), (550, 600, 550, 750))
        + at(60, 700, "Text."),
        grid(2, 1) + at(65, 685, "Warning") + at(65, 665, "Stop the car."),
        cells([["1.", "Stop the car"], ["2.", "Open the bonnet"], ["3.", "Wait"]], width=40),
        cells([["M.", "Stop the car"], ["N.", "Open the bonnet"], ["iv)", "Wait"]], width=40),
        cells([["Charging", "12"], ["Towing", "34"], ["Washing", "56"]], width=300),
        cells([["The left column of a page goes on", "and the right one has its own text"]] * 3, width=250),
        cells([["Charging", "at home"], ["takes", "six hours"]]),
    ],
    ids=["frame", "box", "list", "letters", "contents", "columns", "two lines"],
)
def test_what_only_looks_like_a_table_stays_text(page: bytes) -> None:
    assert not tables(page)
    assert blocks(page)


def test_a_table_is_one_passage_and_each_row_names_its_headings() -> None:
    document = read_document("a.pdf", saved(drawn(grid(3, 3) + cells(ROWS))), None, b"language: en\naudience: customer")
    headings, *rows = ROWS
    said = [f"– {tyre} – {headings[1]}: {front}; {headings[2]}: {rear}" for tyre, front, rear in rows]
    assert [passage.text for passage in split(document)] == ["\n".join(said)]
    rows = [ROWS[0], *([f"205/55 R{number}", "2.3 cold", "2.7 loaded"] for number in range(30))]
    long = saved(drawn(grid(31, 3) + cells(rows)))
    first, *others = split(read_document("a.pdf", long, None, b"language: en\naudience: customer"))
    assert others
    assert all(f"{headings[1]}: 2.3 cold" in passage.text for passage in (first, *others))
    assert all(len(passage.text) <= CHUNK_CHARS for passage in (first, *others))


def test_a_page_full_of_lines_is_a_drawing() -> None:
    drawing = rules(*((60, up % 800, 360, up % 800) for up in range(6_000)))
    assert blocks(drawing + at(60, 700, "Figure 1.")) == [("text", 1, "Figure 1.")]


CODES = """| Code | Meaning | Drive on? |
| --- | --- | --- |
| A100 | Heater is weak | yes |
| A200 | Lost contact with the control unit | no |
| A300 | Brake booster | no |"""


def codes(*, middle: bool = False, padding: int = 7) -> bytes:
    """A table of rows with space between them, written cell by cell; the second cell of A200 runs over two lines."""
    up = [700, 680, 660, 660 - 13 - 13 - padding]
    beside = 660 - (7 if middle else 0)
    page = at(65, up[0], "Code") + at(165, up[0], "Meaning") + at(300, up[0], "Drive on?")
    page += at(65, up[1], "A100") + at(165, up[1], "Heater is weak") + at(300, up[1], "yes")
    page += at(65, beside, "A200") + at(165, up[2], "Lost contact with") + at(165, up[2] - 13, "the control unit")
    page += at(300, beside, "no") + at(65, up[3], "A300") + at(165, up[3], "Brake booster") + at(300, up[3], "no")
    return page


@pytest.mark.parametrize("middle", [False, True], ids=["at the top", "in the middle"])
def test_a_row_stays_one_though_a_cell_runs_over_lines_wherever_the_others_are_set(*, middle: bool) -> None:
    page = codes(middle=middle) + at(60, 560, "Call us.")
    assert blocks(page) == [("table", 1, CODES), ("text", 1, "Call us.")]


def test_stripes_part_rows_that_have_no_space_between_them() -> None:
    stripes = b"".join(b"0.9 g 60 %d 300 %d re f\n" % place for place in ((676, 17), (630, 15)))
    assert tables(stripes + b"0 g\n" + codes(padding=0)) == [CODES]


def test_a_first_cell_over_lines_makes_no_row_of_its_own() -> None:
    rows = b"".join(
        at(65, up, first) + (at(65, up - 13, "and its filter") if up == 670 else b"") + at(200, up, "2 years")
        for up, first in ((700, "Brakes"), (670, "Air"), (630, "Battery"), (605, "Belt"))
    )
    [found] = tables(rows)
    assert "| Air and its filter | 2 years |" in found.split("\n")


def test_rows_without_space_between_them_are_told_by_their_first_cells() -> None:
    lines = [(700, "Part", "Checked"), (687, "Brakes", "pads and"), (674, "", "discs"), (661, "Belt", "cracks")]
    page = b"".join((at(65, up, first) if first else b"") + at(200, up, second) for up, first, second in lines)
    assert tables(page) == ["| Part | Checked |\n| --- | --- |\n| Brakes | pads and discs |\n| Belt | cracks |"]


def test_groups_of_rows_with_space_between_the_groups_stay_rows() -> None:
    ups = [700, 687, 674, 650, 637, 624]
    page = b"".join(at(65, up, f"Size {up}") + at(200, up, "2.3") + at(300, up, "2.7") for up in ups)
    [found] = tables(page)
    assert found.split("\n") == [
        "| Size 700 | 2.3 | 2.7 |",
        "| --- | --- | --- |",
        *(f"| Size {up} | 2.3 | 2.7 |" for up in ups[1:]),
    ]


def test_short_cells_belong_below_the_heading_set_in_the_middle_of_their_column() -> None:
    page = at(90, 700, "Part") + at(190, 700, "Checked") + at(320, 700, "Years")
    page += at(65, 680, "Belt") + at(168, 680, "All") + at(300, 680, "1")
    page += at(65, 660, "Lights") + at(168, 660, "Some") + at(300, 660, "2")
    assert tables(page) == [
        "| Part | Checked | Years |\n| --- | --- | --- |\n| Belt | All | 1 |\n| Lights | Some | 2 |"
    ]
