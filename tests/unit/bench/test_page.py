"""The page that measurements stand on."""

import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as command_line
from tests.bench.__main__ import OUTPUT, PARTS, main
from tests.bench.page import made_by, page_of, section

MADE = {name: made_by(name, ["LARGE=1"]) for name in "abc"}
PAGE = page_of(
    "", {name: section(f"## About {name}\n\nWords.\n\n### More\n\nOld.", MADE[name]) for name in "abc"}, "abc"
)


def test_a_section_says_how_it_is_made_again() -> None:
    assert "\n\n## About a\n\n`make bench PARTS=a LARGE=1`, " in PAGE


def test_what_is_measured_anew_takes_its_place_and_all_else_stays() -> None:
    changed = page_of(PAGE, {"b": section("## About b\n\nWords.\n\n### More\n\nNew.", MADE["b"])}, "abc")
    assert changed == PAGE.replace("Old.", "?", 1).replace("Old.", "New.", 1).replace("?", "Old.")


def test_a_part_that_is_new_stands_where_its_turn_is_and_one_that_is_gone_stands_no_more() -> None:
    changed = page_of(PAGE, {"new": section("## About new\n\nFirst.", made_by("new", []))}, ["a", "new", "c"])
    assert [line for line in changed.splitlines() if line.startswith("## ")] == [
        "## About a",
        "## About new",
        "## About c",
    ]


def test_every_section_of_the_page_belongs_to_a_part() -> None:
    page = OUTPUT.read_text(encoding="utf-8")
    assert page_of(page, {}, PARTS) == page


def test_the_page_holds_what_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command_line, "OUTPUT", tmp_path / "page.md")
    monkeypatch.setattr(sys, "argv", ["bench", "training", "--update"])
    main()
    page, printed = (tmp_path / "page.md").read_text(encoding="utf-8"), capsys.readouterr().out
    assert printed.startswith("## Training\n\n`make bench PARTS=training`, ")
    assert page.startswith("# Benchmarks\n\n")
    assert page.endswith(f"\n\n{printed.rstrip()}\n")
