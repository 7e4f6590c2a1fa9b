"""Recalls of NHTSA. All rows are synthetic: the documented shape, made-up content."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import InvalidInput
from tests.unit.vehicles.rows import flat, result, write_flat
from vehicles.campaigns import Flags, RecallRow
from vehicles.nhtsa import FIELDS, WIDTHS, read_api, read_flat_file
from vehicles.report import PROGRESS_ROWS, Report


def read(path: Path) -> tuple[list[RecallRow], Report]:
    report = Report()
    reader = read_api if path.suffix == ".json" else read_flat_file
    return list(reader(path, report)), report


def read_rows(tmp_path: Path, *rows: str | bytes) -> tuple[list[RecallRow], Report]:
    return read(write_flat(tmp_path / "FLAT_RCL.txt", *rows))


def read_answer(tmp_path: Path, *results: Any, **answer: Any) -> tuple[list[RecallRow], Report]:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"Count": len(results), "Message": "Results", "results": results} | answer))
    return read(path)


def test_a_row_of_the_newest_edition_is_read_whole(tmp_path: Path) -> None:
    [row], report = read_rows(tmp_path, flat(DO_NOT_DRIVE="Yes"))
    assert (row.campaign_id, row.manufacturer_id, row.manufacturer) == ("26V001000", "VD-26-01", "Veldra Motor Works")
    assert (row.product.make, row.product.model, row.year, row.kind) == ("VELDRA", "KITE", 2024, "vehicle")
    assert (row.product.built_from, row.product.built_until) == (date(2024, 1, 5), date(2024, 6, 20))
    assert row.texts == (
        "A made-up brake hose may crack.",
        "The car may need a longer way to stop.",
        "The hose is replaced.",
        "A made-up note.",
    )
    assert (row.component, row.units_affected, row.reported_on) == ("SERVICE BRAKES", 1200, date(2026, 2, 1))
    assert row.flags == Flags(park_it=True, park_outside=False)
    assert (row.source, row.demo, report.problems) == ("NHTSA flat file", False, [])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_edition_of_the_file_is_read(tmp_path: Path, width: int) -> None:
    [row], report = read_rows(tmp_path, flat(width))
    assert row.texts.remedy == "The hose is replaced."
    assert row.texts.notes == ("A made-up note." if width > 22 else "")
    assert row.flags == (Flags(False, False) if width == 29 else Flags())  # noqa: FBT003  # read as a pair
    assert report.problems == []


@pytest.mark.parametrize("width", [1, 21, 25, 26, 28])
def test_a_row_of_another_width_is_skipped_with_its_line(tmp_path: Path, width: int) -> None:
    rows, report = read_rows(tmp_path, flat(), flat(width), flat(CAMPNO="26V002000"))
    assert [row.campaign_id for row in rows] == ["26V001000", "26V002000"]
    [problem] = report.problems
    assert (problem.place, problem.skipped) == ("line 2", True)
    assert problem.reason.startswith(f"has {width} fields")


def test_a_tab_inside_a_text_is_noticed(tmp_path: Path) -> None:
    rows, report = read_rows(tmp_path, flat(NOTES="one\ttwo"), flat(27, MAKETXT="VELDRA\tMOTOR\tWORKS"))
    assert rows == []
    assert [str(problem) for problem in report.problems] == [
        ", line 1: has 30 fields; the file's editions have 22, 23, 24, 27 or 29",
        ", line 2, column RCLTYPECD: holds no type of recall: the fields are shifted",
    ]


@pytest.mark.parametrize("name", ["CAMPNO", "MAKETXT", "MODELTXT"])
def test_a_row_that_names_no_campaign_or_vehicle_is_skipped(tmp_path: Path, name: str) -> None:
    rows, report = read_rows(tmp_path, flat(len(FIELDS), **{name: "  "}))
    assert rows == []
    assert [(p.place, p.reason, p.skipped) for p in report.problems] == [(f"line 1, column {name}", "is empty", True)]


@pytest.mark.parametrize(
    ("name", "text", "field"),
    [
        ("YEARTXT", "20X4", "year"),
        ("YEARTXT", "2500", "year"),
        ("YEARTXT", "²024", "year"),
        ("RCDATE", "20260230", "reported_on"),
        ("RCDATE", "1/2/2026", "reported_on"),
        ("POTAFF", "many", "units_affected"),
        ("POTAFF", "9" * 5000, "units_affected"),
    ],
)
def test_a_field_that_cannot_be_read_is_left_out_and_reported(tmp_path: Path, name: str, text: str, field: str) -> None:
    [row], report = read_rows(tmp_path, flat(len(FIELDS), **{name: text}))
    assert getattr(row, field) is None
    assert [(problem.place, problem.skipped) for problem in report.problems] == [(f"line 1, column {name}", False)]
    assert (report.rows, report.skipped, report.noted) == (1, 0, 1)


@pytest.mark.parametrize("year", ["9999", "", " "])
def test_year_9999_means_unknown(tmp_path: Path, year: str) -> None:
    [row], report = read_rows(tmp_path, flat(YEARTXT=year))
    assert (row.year, report.problems) == (None, [])


def test_build_dates_in_the_wrong_order_are_both_left_out(tmp_path: Path) -> None:
    [row], report = read_rows(tmp_path, flat(BGMAN="20240620", ENDMAN="20240105"))
    assert (row.product.built_from, row.product.built_until) == (None, None)
    assert report.noted == 1


def test_an_unclear_warning_is_not_taken_for_a_no(tmp_path: Path) -> None:
    [row], report = read_rows(tmp_path, flat(DO_NOT_DRIVE="perhaps", PARK_OUTSIDE=""))
    assert row.flags == Flags()
    assert [problem.place for problem in report.problems] == ["line 1, column DO_NOT_DRIVE"]


def test_quotes_and_odd_line_breaks_do_not_divide_rows(tmp_path: Path) -> None:
    rows, report = read_rows(tmp_path, flat(MODELTXT='"KITE', DESC_DEFECT="one\x0btwo\u2028three\x85four"), flat())
    assert [row.product.model for row in rows] == ['"KITE', "KITE"]
    assert rows[0].texts.summary == "one two three four"
    assert report.problems == []


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"caf\xc3\xa9", "café"), (b"caf\xe9", "café"), (b"driver\x92s", "driver\u2019s"), (b"caf\xe9\x9d", "café\x9d")],
)
def test_lines_in_utf8_windows_and_latin1_are_read(tmp_path: Path, raw: bytes, text: str) -> None:
    [row], report = read_rows(tmp_path, flat(DESC_DEFECT="@").encode().replace(b"@", raw))
    assert (row.texts.summary, report.problems) == (text, [])


def test_markup_in_texts_becomes_plain_text(tmp_path: Path) -> None:
    text = 'See <A HREF="http://example.org">example.org</A>.<br/>Gap  < 5 mm &amp; loose'
    [row], _ = read_rows(tmp_path, flat(DESC_DEFECT=text))
    assert row.texts.summary == "See example.org. Gap < 5 mm & loose"


@pytest.mark.parametrize(
    ("code", "kind"), [("V", "vehicle"), ("E", "equipment"), ("T", "tyre"), ("C", "child_seat"), ("X", "other")]
)
def test_the_kind_of_recall_is_read(tmp_path: Path, code: str, kind: str) -> None:
    [row], _ = read_rows(tmp_path, flat(RCLTYPECD=code))
    assert row.kind == kind


def test_a_number_the_maker_did_not_report_is_none(tmp_path: Path) -> None:
    [row], _ = read_rows(tmp_path, flat(MFGCAMPNO="NR (Not Reported)"))
    assert row.manufacturer_id == ""


def test_progress_is_told_on_the_way(tmp_path: Path) -> None:
    path = write_flat(tmp_path / "FLAT_RCL.txt", *[flat()] * (PROGRESS_ROWS + 5))
    told: list[tuple[str, int]] = []
    report = Report(lambda file, rows: told.append((file, rows)))
    report.begin("FLAT_RCL.txt")
    rows = read_flat_file(path, report)
    next(rows)
    assert told == []  # the file is read line by line, not at once
    assert len(list(rows)) == PROGRESS_ROWS + 4
    assert told == [("FLAT_RCL.txt", PROGRESS_ROWS)]


def test_a_result_of_the_api_is_read_with_the_day_first(tmp_path: Path) -> None:
    [row], report = read_answer(tmp_path, result())
    assert (row.campaign_id, row.product.make, row.product.model, row.year) == ("26V001000", "VELDRA", "KITE", 2024)
    assert row.reported_on == date(2026, 2, 1)
    assert row.flags == Flags(park_it=False, park_outside=True, over_the_air=False)
    assert (row.source, report.problems) == ("NHTSA API", [])


def test_the_api_may_leave_flags_empty_and_the_year_unknown(tmp_path: Path) -> None:
    [row], report = read_answer(tmp_path, result(parkIt="", parkOutSide=None, ModelYear="9999", Notes=None))
    assert (row.flags, row.year, row.texts.notes) == (Flags(over_the_air=False), None, "")
    assert report.problems == []


@pytest.mark.parametrize("text", ["13/25/2026", "2026-02-01", "31/02/2026", "1/2"])
def test_a_date_of_the_api_that_is_none_is_left_out_and_reported(tmp_path: Path, text: str) -> None:
    [row], report = read_answer(tmp_path, result(ReportReceivedDate=text))
    assert row.reported_on is None
    assert [problem.place for problem in report.problems] == ["result 1, column ReportReceivedDate"]


def test_bad_results_are_skipped_by_number(tmp_path: Path) -> None:
    rows, report = read_answer(tmp_path, result(), "text", result(Make=None), result(NHTSACampaignNumber=""))
    assert len(rows) == 1
    assert [(problem.place, problem.skipped) for problem in report.problems] == [
        ("result 2", True),
        ("result 3, column Make", True),
        ("result 4, column NHTSACampaignNumber", True),
    ]


def test_an_answer_without_results_is_no_error_but_a_wrong_count_is_told(tmp_path: Path) -> None:
    rows, report = read_answer(tmp_path)
    assert (rows, report.problems) == ([], [])
    _, report = read_answer(tmp_path, result(), Count=7)
    assert [problem.reason for problem in report.problems] == ["says 7, but there are 1 results"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"message": "Internal error"}', '{"results": {}}', "7", "\xff"])
def test_what_is_no_answer_of_the_api_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InvalidInput, match="no answer of the recalls API") as caught:
        read(path)
    assert caught.value.field == str(path)
