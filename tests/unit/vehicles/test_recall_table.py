"""Recall tables that makers fill in."""

from datetime import date
from pathlib import Path

import pytest

import vehicles.recall_table
from contracts.errors import InvalidInput
from vehicles.campaigns import Flags, RecallRow
from vehicles.importing import read_recalls
from vehicles.recall_table import COLUMNS, REQUIRED, read_table
from vehicles.recalls import SerialRange, VehicleFacts, matches
from vehicles.report import Report

TEMPLATE = Path(vehicles.recall_table.__file__).with_name("recalls_template.csv")
LEAST = {
    "campaign_id": "VD-26-09",
    "make": "Veldra",
    "model": "Kite",
    "summary": "Made up.",
    "remedy": "Made up.",
    "reported_on": "2026-05-31",
    "source": "test",
}


def read(tmp_path: Path, text: str | bytes) -> tuple[list[RecallRow], Report]:
    path = tmp_path / "recalls.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    report = Report()
    return list(read_table(path, report)), report


def table(*rows: dict[str, str], divider: str = ",") -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join([divider.join(names), *(divider.join(row.get(name, "") for name in names) for row in rows)])


def problems(report: Report) -> list[tuple[str, str]]:
    return [(problem.place, problem.reason) for problem in report.problems]


def test_the_least_a_row_needs_is_enough(tmp_path: Path) -> None:
    [row], report = read(tmp_path, table(LEAST))
    assert (row.campaign_id, row.product.model, row.year, row.reported_on) == (
        "VD-26-09",
        "Kite",
        None,
        date(2026, 5, 31),
    )
    assert (row.flags, row.demo, report.problems) == (Flags(), False, [])
    assert set(REQUIRED) == set(LEAST)


def test_ranges_lists_and_flags_are_read(tmp_path: Path) -> None:
    more = LEAST | {
        "year_from": "2024",
        "year_until": "2025",
        "built_from": "2024-01-05",
        "vin_prefix": "xvdkte5*e",
        "serial_from": "117",
        "serial_until": "1a0",
        "vins": "xvdkte58e00000118  XVDKTE58E00000119",
        "markets": "gb FR".upper(),
        "units_affected": "36",
        "park_it": "yes",
        "park_outside": "no",
        "demo": "Yes",
    }
    rows, report = read(tmp_path, table(more))
    assert report.problems == []
    assert [row.year for row in rows] == [2024, 2025]
    car = rows[0].product
    assert car.serials == (SerialRange(prefix="XVDKTE5*E", first="000117", last="0001A0"),)
    assert car.vins == ("XVDKTE58E00000118", "XVDKTE58E00000119")
    assert (car.markets, car.built_from, car.built_until) == (("GB", "FR"), date(2024, 1, 5), None)
    assert (rows[0].flags, rows[0].units_affected, rows[0].demo) == (Flags(True, False), 36, True)  # noqa: FBT003


def test_a_prefix_alone_is_every_vehicle_with_it(tmp_path: Path) -> None:
    [row], _ = read(tmp_path, table(LEAST | {"vin_prefix": "XVDKTE"}))
    assert row.product.serials == (SerialRange(prefix="XVDKTE"),)


@pytest.mark.parametrize(
    "text",
    [
        table(LEAST, divider=";"),
        "\ufeff" + table(LEAST),
        table(LEAST).replace("\n", "\r\n") + "\r\n,,,,,,\r\n\r\n",
        table({name.upper(): value for name, value in LEAST.items()}),
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, text: str) -> None:
    rows, report = read(tmp_path, text)
    assert (len(rows), report.rows, report.problems) == (1, 1, [])


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"campaign_id": ""}, "campaign_id", "is empty"),
        ({"reported_on": "31.05.2026"}, "reported_on", "is no date such as 2026-05-31"),
        ({"reported_on": "20260531"}, "reported_on", "is no date such as 2026-05-31"),
        ({"reported_on": "2026-02-30"}, "reported_on", "day value is outside expected range"),
        ({"year_from": "24", "year_until": "2025"}, "year_from", "greater than or equal to 1900"),
        ({"year_from": "2025", "year_until": "2024"}, "year_until", "is before year_from"),
        ({"year_from": "2024"}, "year_until", "is empty, but year_from is not"),
        ({"year_from": "1900", "year_until": "2026"}, "year_until", "60 years or more after"),
        ({"built_from": "2024-02-01", "built_until": "2024-01-01"}, "built_until", "is before built_from"),
        ({"serial_from": "200", "serial_until": "100"}, "serial_until", "is before serial_from"),
        ({"serial_until": "100"}, "serial_from", "is empty, but serial_until is not"),
        ({"serial_from": "1234567", "serial_until": "200000"}, "serial_from", "is no end of a VIN"),
        ({"vin_prefix": "XVO"}, "vin_prefix", "is no beginning of a VIN"),
        ({"vins": "XVDKTE58E00000118 XVDKTE58E0000O119"}, "vins", "position 14 is the letter O"),
        ({"markets": "Germany"}, "markets", "no country in two capital letters"),
        ({"park_it": "perhaps"}, "park_it", "valid boolean"),
        ({"kind": "boat"}, "kind", "'vehicle', 'equipment'"),
        ({"units_affected": "-1"}, "units_affected", "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column_and_the_rest_is_read(
    tmp_path: Path, changes: dict[str, str], column: str, reason: str
) -> None:
    rows, report = read(tmp_path, table(LEAST, LEAST | changes, LEAST | {"model": "Tern"}))
    assert [row.product.model for row in rows] == ["Kite", "Tern"]
    assert (report.rows, report.skipped) == (3, 1)
    assert all(place == f"line 3, column {column}" for place, _ in problems(report))
    assert reason in problems(report)[0][1]


def test_every_fault_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    _, report = read(tmp_path, table(LEAST | {"remedy": "", "park_it": "perhaps"}))
    assert [place for place, _ in problems(report)] == ["line 2, column remedy", "line 2, column park_it"]
    assert report.skipped == 1


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    text = table(LEAST | {"summary": '"Made up,\nover two lines."'}, LEAST | {"make": ""})
    rows, report = read(tmp_path, text)
    assert rows[0].texts.summary == "Made up,\nover two lines."
    assert problems(report) == [("line 4, column make", "is empty")]


def test_a_row_with_too_many_cells_is_skipped(tmp_path: Path) -> None:
    rows, report = read(tmp_path, table(LEAST) + ",more\n")
    assert (rows, problems(report)) == ([], [("line 2", "has 8 cells, the header 7")])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (table(LEAST).replace("remedy", "cure"), "lacks column 'remedy'"),
        (table(LEAST | {"colour": "red"}), "unknown column 'colour'"),
        (table(LEAST).replace("make,", "make,make,", 1), "repeats column 'make'"),
        ("", "lacks column"),
        (table(LEAST).encode("utf-16"), "is not UTF-8"),
        (table(LEAST | {"summary": "caf\xe9"}).encode("latin-1"), "is not UTF-8"),
        (table(LEAST | {"summary": '"never closed'}), "cannot be read as CSV"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_by_name(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason) as caught:
        read(tmp_path, text)
    assert caught.value.field == str(tmp_path / "recalls.csv")


def test_the_template_can_be_read_and_says_it_is_made_up() -> None:
    found = read_recalls([TEMPLATE])
    assert found.report.problems == []
    assert len(found.campaigns) == 3
    for recall in found.recalls():
        assert recall.demo is True
        assert "made up" in f"{recall.summary} {recall.source}".lower()


def test_the_template_shows_every_column() -> None:
    assert set(TEMPLATE.read_text(encoding="utf-8").splitlines()[0].split(",")) == set(COLUMNS)


def test_the_template_agrees_with_the_demo_customers() -> None:
    recalls = list(read_recalls([TEMPLATE]).recalls())
    greta = VehicleFacts(make="Veldra", model="Tern", year=2023, vin="XVDTRN18P00000342")
    others = [
        VehicleFacts(make="Veldra", model="Kite", year=2024, vin="XVDKTE58E00000117"),
        VehicleFacts(make="Veldra", model="Heron", year=2025, vin="XVDHRN15H00000903"),
        VehicleFacts(make="Veldra", model="Kite", year=2025, vin="XVDKTE58E00000588"),
        VehicleFacts(make="Veldra", model="Heron", year=2022, vin="XVDHRN15H00000511"),
    ]
    assert [r.campaign_id for r in recalls if matches(r, greta).certainty != "none"] == ["VD-26-03"]
    assert matches(recalls[0], greta).certainty == "certain"
    assert [r.campaign_id for car in others for r in recalls if matches(r, car).certainty != "none"] == []
