"""`python -m vehicles`."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.vehicles.rows import flat, result, write_flat
from tests.unit.vehicles.test_recall_table import TEMPLATE
from tests.unit.vehicles.test_service_plan import DEMO
from vehicles import __main__ as command

GRETA = ("--make", "veldra", "--model", "TERN", "--year", "2023")
HERON = ("due", DEMO, "--model", "Heron", "--km", "41250", "--first-registered", "2023-05-31", "--today", "2026-06-01")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["vehicles", *map(str, arguments)])
        code = command.main()
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def recalls(run: Any, tmp_path: Path) -> Path:
    path = tmp_path / "recalls.jsonl"
    assert run("recalls", TEMPLATE, "--out", path)[0] == 0
    return path


def test_files_of_all_formats_are_read_at_once(run: Any, tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"Count": 1, "results": [result()]}))
    flat_file = write_flat(tmp_path / "FLAT_RCL.txt", flat(), flat(YEARTXT="2025"))
    code, out, err = run("recalls", flat_file, answer, TEMPLATE, "--out", tmp_path / "recalls.jsonl")
    assert (code, out) == (0, "6 rows read, 6 imported, 0 skipped, 0 fields left out: 5 recalls\n")
    assert "6 rows in 3 files" in err
    kept = [json.loads(line) for line in (tmp_path / "recalls.jsonl").read_text().splitlines()]
    assert [recall["source"] for recall in kept[:2]] == ["NHTSA flat file", "NHTSA API"]


def test_rows_that_were_skipped_are_named_and_end_the_run_with_code_2(run: Any, tmp_path: Path) -> None:
    path = write_flat(tmp_path / "FLAT_RCL.txt", flat(), *[flat(21)] * 30)
    code, out, err = run("recalls", path, "--out", tmp_path / "recalls.jsonl")
    assert (code, out) == (2, "31 rows read, 1 imported, 30 skipped, 0 fields left out: 1 recalls\n")
    assert "skipped: FLAT_RCL.txt, line 2: has 21 fields" in err
    assert err.count("skipped: ") == 20
    assert "10 more" in err
    assert len((tmp_path / "recalls.jsonl").read_text().splitlines()) == 1


def test_a_field_that_was_left_out_is_told_with_code_0(run: Any, tmp_path: Path) -> None:
    code, _, err = run("recalls", write_flat(tmp_path / "FLAT_RCL.txt", flat(YEARTXT="soon")))
    assert code == 0
    assert "left out: FLAT_RCL.txt, line 1, column YEARTXT" in err


def test_a_vin_makes_a_match_certain(run: Any, recalls: Path) -> None:
    code, out, err = run("match", recalls, *GRETA, "--vin", "xvdtrn18p-0000 0342")
    assert code == 0
    [found] = [json.loads(line) for line in out.splitlines()]
    assert (found["campaign_id"], found["certainty"], found["demo"]) == ("VD-26-03", "certain", True)
    assert err == "1 certain, 0 possible, of 3 recalls\n"


def test_matches_can_be_a_table(run: Any, recalls: Path) -> None:
    _, out, _ = run("match", recalls, *GRETA, "--csv")
    [found] = csv.DictReader(io.StringIO(out))
    assert (found["certainty"], found["components"], found["park_it"]) == ("possible", "Tailgate", "no")


def test_a_build_date_and_a_market_decide(run: Any, recalls: Path) -> None:
    kite = ("match", recalls, "--make", "Veldra", "--model", "Kite", "--year", "2022", "--built")
    assert "1 certain" in run(*kite, "2022-03-07")[2]
    assert "0 certain, 0 possible" in run(*kite, "2022-03-06")[2]
    heron = ("match", recalls, "--make", "Veldra", "--model", "Heron", "--year", "2023", "--market")
    assert "1 possible" in run(*heron, "gb")[2]
    assert "0 possible" in run(*heron, "DE")[2]


def test_certain_matches_come_before_possible_ones_then_the_newest(run: Any, tmp_path: Path) -> None:
    rows = [
        flat(CAMPNO="OLD", BGMAN="", ENDMAN="", RCDATE="20200101"),
        flat(CAMPNO="NEW", BGMAN="", ENDMAN="", RCDATE="20260101"),
        flat(CAMPNO="UNDATED", BGMAN="", ENDMAN="", RCDATE=""),
        flat(CAMPNO="CERTAIN", RCDATE="20100101"),
    ]
    run("recalls", write_flat(tmp_path / "FLAT_RCL.txt", *rows), "--out", tmp_path / "recalls.jsonl")
    _, out, _ = run(
        *("match", tmp_path / "recalls.jsonl", "--make", "Veldra", "--model", "Kite", "--built", "2024-03-01")
    )
    assert [json.loads(line)["campaign_id"] for line in out.splitlines()] == ["CERTAIN", "NEW", "OLD", "UNDATED"]


def test_a_vin_is_explained(run: Any) -> None:
    code, out, _ = run("vin", "wvw zzz1jz3w000001")
    assert (code, json.loads(out)["manufacturer"]) == (0, "Volkswagen")


def test_what_is_due_is_told_and_the_rest_on_request(run: Any) -> None:
    code, out, _ = run(*HERON, "--last", "oil:2025-12-01:30000", "--last", "brake_fluid:2024-07-10:20000")
    found = {task["task"]: task for task in map(json.loads, out.splitlines())}
    assert code == 0
    assert "oil" not in found
    assert (found["brake_fluid"]["due_on"], found["brake_fluid"]["soon"]) == ("2026-07-10", True)
    _, out, _ = run(*HERON, "--last", "oil:2025-12-01:30000", "--all")
    assert "oil" in {json.loads(line)["task"] for line in out.splitlines()}


def test_what_is_due_can_be_a_table(run: Any) -> None:
    _, out, _ = run(*HERON, "--csv")
    found = {row["task"]: row for row in csv.DictReader(io.StringIO(out))}
    assert (found["oil"]["overdue"], found["oil"]["limits"]) == ("yes", "date distance")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("vin", "1M8GDM9AXKPO42788"), "error: vin: position 12 is the letter O"),
        (("recalls", "/nonexistent.txt"), "error: /nonexistent.txt: cannot be read"),
        (("match", "/nonexistent.jsonl", "--make", "A", "--model", "B"), "error: /nonexistent.jsonl: cannot be read"),
        (("match", TEMPLATE, "--make", "A", "--model", "B"), "line 1 is no recall"),
        (("match", TEMPLATE, "--make", "A", "--model", "B", "--vin", "X"), "error: vin: has 1 characters"),
        ((*HERON, "--last", "oyl:2025-12-01:30000"), "error: last: the plan has no task oyl, only air_conditioning"),
        ((*HERON, "--last", "oil:2027-12-01:30000"), "error: history: oil was done on 2027-12-01"),
        ((*HERON, "--drive", "diesel"), "error: drive: Heron is not sold as diesel"),
    ],
)
def test_what_cannot_be_done_is_said_with_code_1(run: Any, arguments: tuple[object, ...], reason: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert reason in err
    assert "Traceback" not in err


def test_a_model_sold_with_several_drives_needs_the_drive(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(DEMO.read_text(encoding="utf-8").replace("drives: [hybrid]}", "drives: [hybrid, petrol]}"))
    code, _, err = run("due", path, *HERON[2:])
    assert (code, err) == (1, "error: drive: Heron is sold as hybrid, petrol: say which with --drive\n")
    assert run("due", path, *HERON[2:], "--drive", "petrol")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("vin",),
        ("unknown",),
        ("recalls",),
        ("match", "x.jsonl", "--model", "Kite"),
        ("match", "x.jsonl", "--make", "A", "--model", "B", "--year", "24"),
        ("match", "x.jsonl", "--make", "A", "--model", "B", "--built", "2026-02-30"),
        ("match", "x.jsonl", "--make", "A", "--model", "B", "--market", "GBR"),
        (*HERON, "--km", "-5"),
        (*HERON, "--last", "oil"),
        (*HERON, "--last", "oil:2025-13-01:5"),
        (*HERON, "--drive", "steam"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_with_code_2(
    arguments: tuple[object, ...], run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err
