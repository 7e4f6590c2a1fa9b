"""Reading files of any format, and keeping recalls."""

import json
from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from tests.unit.vehicles.rows import flat, recall, result, write_flat
from vehicles.importing import load_recalls, read_recalls, reader_for, save_recalls
from vehicles.nhtsa import read_api, read_flat_file
from vehicles.policy import LISTED_PROBLEMS
from vehicles.recall_table import read_table


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (flat(22), read_flat_file),
        (flat(29), read_flat_file),
        ('\n {"Count": 0, "results": []}', read_api),
        ("make;campaign_id;model\n", read_table),
        ("\ufeffcampaign_id,make\n", read_table),
    ],
)
def test_the_format_is_found_by_looking(tmp_path: Path, head: str, reader: object) -> None:
    path = tmp_path / "file"
    path.write_text(head, encoding="utf-8")
    assert reader_for(path) is reader


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "neither"), (b"hello, world\n", "neither"), (b"PK\x03\x04...", "ZIP archive")]
)
def test_a_file_of_no_known_format_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=reason) as caught:
        read_recalls([path])
    assert caught.value.field == str(path)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read: No such file"):
        read_recalls([tmp_path / "none.txt"])


def test_rows_of_a_campaign_are_grouped_over_lines_and_files(tmp_path: Path) -> None:
    first = write_flat(tmp_path / "PRE.txt", flat(), flat(), flat(YEARTXT="2025"), flat(MODELTXT="TERN"))
    second = write_flat(tmp_path / "POST.txt", flat(YEARTXT="2023"), flat(CAMPNO="26V002000"))
    found = read_recalls([first, second])
    one, other = found.recalls()
    assert [(model.model, model.years) for model in one.affected] == [("KITE", (2023, 2024, 2025)), ("TERN", (2024,))]
    assert other.campaign_id == "26V002000"
    assert str(found) == "6 rows read, 6 imported, 0 skipped, 0 fields left out: 2 recalls"


def test_bad_rows_are_counted_and_named_with_their_file(tmp_path: Path) -> None:
    path = write_flat(tmp_path / "FLAT_RCL.txt", flat(), "", flat(21), flat(YEARTXT="soon"))
    found = read_recalls([path])
    assert str(found) == "3 rows read, 2 imported, 1 skipped, 1 fields left out: 1 recalls"
    assert [str(problem) for problem in found.report.problems] == [
        "FLAT_RCL.txt, line 3: has 21 fields; the file's editions have 22, 23, 24, 27 or 29",
        "FLAT_RCL.txt, line 4, column YEARTXT: 'soon' is no year; taken as unknown",
    ]


def test_a_file_full_of_problems_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_flat(tmp_path / "FLAT_RCL.txt", flat(), *[flat(21)] * (LISTED_PROBLEMS + 10))
    report = read_recalls([path]).report
    assert (len(report.problems), report.skipped) == (LISTED_PROBLEMS, LISTED_PROBLEMS + 10)


def test_recalls_are_kept_as_they_are(tmp_path: Path) -> None:
    flat_file = write_flat(tmp_path / "FLAT_RCL.txt", flat(), flat(YEARTXT="9999"), flat(CAMPNO="26V002000"))
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"Count": 1, "results": [result()]}))
    before = [*read_recalls([flat_file, answer]).recalls(), recall()]
    save_recalls(before, tmp_path / "recalls.jsonl")
    assert list(load_recalls(tmp_path / "recalls.jsonl")) == before
    assert len(before) == 4


def test_a_line_that_is_no_recall_is_named(tmp_path: Path) -> None:
    path = tmp_path / "recalls.jsonl"
    save_recalls([recall()], path)
    path.write_text(path.read_text() + '\n{"campaign_id": "C1"}\n')
    with pytest.raises(InvalidInput, match="line 3 is no recall: affected: Field required"):
        list(load_recalls(path))


def test_recalls_that_cannot_be_written_leave_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidInput, match="cannot be written"):
        save_recalls([recall()], tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
