"""Blocks as plain units."""

import pytest

from contracts.findings.knowledge import UnitKind
from knowledge.formats.blocks import Kind
from knowledge.policy import PART_CHARS
from knowledge.units import PassageText, passage_text, units_of

TABLE = "| Where | Power | Kite |\n|---|:-:|---|\n| Socket | 2.3 kW | 29 hours |\n| Wallbox | 11 kW | 6 hours |"
LONG = "The heat pump warms the cabin. " * 4 + "In frost the range falls by a fifth. " * 4


def said(markdown: str, kind: Kind = "text") -> PassageText:
    return passage_text(units_of(kind, markdown))


def kinds(found: PassageText) -> list[tuple[UnitKind, str]]:
    return [(unit.kind, found.text[unit.start : unit.end]) for unit in found.units]


def parts(found: PassageText) -> list[str]:
    return [found.text[start:end] for start, end in found.parts]


def test_marks_and_links_are_dropped_and_the_words_stay() -> None:
    assert said("**Stop** and read `this` [page](https://example.com/a).").text == "Stop and read this page."
    assert said("__Never__ tow it.").text == "Never tow it."
    assert (
        said("See [the list](https://example.com/a_(b)) and ![the lamp](lamp.png).").text
        == "See the list and the lamp."
    )
    assert said("> Take\n> care.").text == "Take care."


def test_a_paragraph_is_sentences_also_where_its_lines_are_wrapped_and_paragraphs_stay_apart() -> None:
    found = said("Open the\nflap. It takes 1.5 hours.\n\nThen drive.")
    assert found.text == "Open the flap. It takes 1.5 hours.\n\nThen drive."
    assert kinds(found) == [
        ("sentence", "Open the flap."),
        ("sentence", "It takes 1.5 hours."),
        ("sentence", "Then drive."),
    ]


def test_a_step_is_whole_with_its_number_and_an_item_has_a_dash() -> None:
    found = said("1. Open the flap. Wait.\n2. Plug\n   in.\n   - green: good\n* done", "list")
    assert kinds(found) == [
        ("step", "1. Open the flap. Wait."),
        ("step", "2. Plug in."),
        ("item", "– green: good"),
        ("item", "– done"),
    ]
    assert found.text == "1. Open the flap. Wait.\n2. Plug in.\n– green: good\n– done"


def test_a_table_row_names_its_columns_and_is_searched_without_them() -> None:
    found = said(TABLE, "table")
    assert kinds(found) == [
        ("row", "– Socket – Power: 2.3 kW; Kite: 29 hours"),
        ("row", "– Wallbox – Power: 11 kW; Kite: 6 hours"),
    ]
    assert found.searched == "Where | Power | Kite\nSocket | 2.3 kW | 29 hours\nWallbox | 11 kW | 6 hours"


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("|| Kite | Heron |\n|---|---|---|\n|| 1 | 2 |", "– Kite: 1; Heron: 2"),
        ("| Fuse |\n|---|\n| F12 |", "– F12"),
        ("Key | Does\n---|---\n`a` | pause", "– a – Does: pause"),
        ("| Key | Does |\n|---|---|\n| A \\| B | either |", "– A | B – Does: either"),
        ("| Only | Headings |\n|---|---|", "– Only – Headings"),
    ],
)
def test_a_row_keeps_its_cells_under_their_headings(table: str, row: str) -> None:
    assert said(table, "table").text == row


def test_two_tables_keep_their_own_headings() -> None:
    tables = ("| A | B |\n|---|---|\n| 1 | 2 |", "| C | D |\n|---|---|\n| 3 | 4 |")
    found = passage_text([*units_of("table", tables[0]), *units_of("text", "Between."), *units_of("table", tables[1])])
    assert found.text == "– 1 – B: 2\n\nBetween.\n\n– 3 – D: 4"
    assert found.searched == "A | B\n1 | 2\nBetween.\nC | D\n3 | 4"


def test_code_is_lines_without_its_fence_and_keeps_its_signs() -> None:
    assert kinds(said("```sh\n__init__ **\n\n  reset `all`\n```", "code")) == [
        ("line", "__init__ **"),
        ("line", "reset `all`"),
    ]


@pytest.mark.parametrize("kind", ["text", "list", "table", "code"])
def test_of_nothing_nothing_is_said(kind: Kind) -> None:
    assert said("", kind) == PassageText("", "", (), ())


def test_parts_are_whole_sentences_and_leave_nothing_out() -> None:
    found = parts(said(LONG))
    assert len(found) > 1
    assert all(part.endswith(".") and len(part) <= PART_CHARS for part in found)
    assert " ".join(found) == LONG.strip()


def test_a_row_of_a_table_is_a_part_with_its_headings() -> None:
    rows = "\n".join(f"| Tyre {number} | {'x' * 90} |" for number in range(5))
    assert parts(said(f"| Tyre | Code |\n|---|---|\n{rows}", "table")) == [
        f"– Tyre {number} – Code: {'x' * 90}" for number in range(5)
    ]


def test_a_sentence_that_is_too_long_is_parted_between_words() -> None:
    found = parts(said("word " * 100))
    assert len(found) > 1
    assert all(len(part) <= PART_CHARS and set(part.split()) == {"word"} for part in found)


@pytest.mark.parametrize("text", ["", "Six hours.", "x" * PART_CHARS])
def test_a_short_passage_has_no_parts(text: str) -> None:
    assert said(text).parts == ()
