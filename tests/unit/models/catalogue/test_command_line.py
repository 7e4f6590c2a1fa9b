"""What `python -m models.catalogue` prints, and the page that holds it."""

import sys
from pathlib import Path

import pytest

from models.catalogue.__main__ import main
from models.catalogue.read import catalogue
from models.catalogue.table import table
from tests.unit.models.catalogue.test_price_list import OFFERS

PAGE = Path(__file__).parents[4] / "docs" / "models.md"


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["models.catalogue", *words])
    return main()


def test_every_offer_is_a_row_of_the_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert len(rows) == sum(len(model.offers) for model in catalogue().values())
    haiku = next(row for row in rows if "`eu.anthropic.claude-haiku-5-5`" in row)
    assert "| 0.11 | 0.55 | 0.011 | 0.1375 | caching, effort, images, streaming, tools | yes |" in haiku


def test_the_page_holds_the_table_of_today() -> None:
    assert table() in PAGE.read_text(encoding="utf-8"), "paste what `python -m models.catalogue` prints"


def test_a_comparison_counts_and_ends_with_two_if_a_price_differs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "compare", "--region", "us-east-1", "--prices", OFFERS.as_uri()) == 2
    *lines, count = capsys.readouterr().out.splitlines()
    assert any(line.endswith("differs: output 22 here, 23 listed") for line in lines)
    assert count.split(", ")[1] == "1 differ"


def test_without_the_price_list_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(monkeypatch, "compare", "--prices", tmp_path.as_uri()) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("error: AWS's price list (file://")
    assert len(told.err.splitlines()) == 1
