"""The table of techniques."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from contracts.errors import ConfigurationError
from contracts.prompts import TechniqueName
from prompting.techniques import TABLE, technique_table

ROWS: list[dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    file = folder / "techniques.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    return file


def test_every_technique_has_a_row_with_its_source() -> None:
    table = technique_table()
    assert set(table) == set(get_args(TechniqueName))
    assert all(row.source.startswith("https://") for row in table.values())


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (ROWS[1:], "lacks direct"),
        ([*ROWS[:-1], ROWS[-1] | {"conflicts": []}], "must name its conflict"),
        ([*ROWS[:-1], ROWS[-1] | {"helps": ["cooking"]}], "cannot be read"),
        ([*ROWS[:-1], ROWS[-1] | {"source": "hearsay"}], "cannot be read"),
    ],
)
def test_a_table_that_is_wrong_is_refused(tmp_path: Path, rows: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        technique_table(written(tmp_path, rows))


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        technique_table(tmp_path / "none.json")
