"""Importing recalls and service plans."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agents.personalization import load
from agents.personalization.records import plans_in, recalls_in
from contracts.findings.personalization import PersonalizationFinding
from infra import recalls as recalls_command
from infra import service_plan as plan_command
from infra.local.demo import load_people
from infra.local.settings import LocalSettings
from store.customers import find_customer
from store.recalls import find_recalls, find_service_plan
from tests.unit.aws import REGION, drop_table, physical, stored
from tests.unit.builders import task
from tests.unit.vehicles.rows import facts, flat, write_flat
from vehicles.plan_file import read_plan
from vehicles.service_plan import ServicePlan

VEHICLES = Path(__file__).parents[3] / "vehicles"
TABLE = ("--table", physical("Recalls"), "--region", REGION)
VIN = "XVDTRN18P00000342"

pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(command: Any, *arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["command", *map(str, arguments), *TABLE])
        code = command.main()
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def campaigns(**known: Any) -> list[str]:
    return [recall.campaign_id for recall in recalls_in(find_recalls)(facts(**known)) if recall]


def test_recalls_of_any_format_are_found_by_the_vehicle_they_are_about(run: Any, tmp_path: Path) -> None:
    register = write_flat(tmp_path / "FLAT_RCL.txt", flat(), flat(MODELTXT="TERN", CAMPNO="26V002"))
    code, out, _ = run(recalls_command, register, VEHICLES / "recalls_template.csv")
    assert code == 0
    assert "5 recalls; 5 rows written, 0 removed" in out
    assert campaigns(model="Tern", year=2023, vin=VIN) == ["VD-26-03"]
    assert campaigns(model="Tern", year=2024) == ["26V002"]
    assert campaigns(model="Kite", year=2022, built_on=date(2022, 3, 8)) == ["26V001000", "VD-26-05"]


def test_importing_again_changes_nothing_and_newer_files_replace(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "FLAT_RCL.txt"
    run(recalls_command, write_flat(path, flat(), flat(CAMPNO="26V002")))
    before = stored("Recalls")
    run(recalls_command, path)
    assert stored("Recalls") == before
    run(recalls_command, write_flat(path, flat(DESC_DEFECT="Made up: another hose.")))
    assert sorted(campaigns()) == ["26V001000", "26V002"]
    _, out, _ = run(recalls_command, path, "--remove-missing")
    assert "1 removed" in out
    [left] = recalls_in(find_recalls)(facts())
    assert left
    assert (left.campaign_id, left.summary) == ("26V001000", "Made up: another hose.")


def test_nothing_is_removed_while_rows_of_a_file_are_broken(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "FLAT_RCL.txt"
    run(recalls_command, write_flat(path, flat(), flat(CAMPNO="26V002")))
    write_flat(path, flat(), flat(21))
    code, _, err = run(recalls_command, path, "--remove-missing")
    assert (code, "rows were skipped" in err) == (1, True)
    code, out, err = run(recalls_command, path)
    assert (code, "1 rows written, 0 removed" in out) == (2, True)
    assert "skipped: FLAT_RCL.txt, line 2" in err
    assert sorted(campaigns()) == ["26V001000", "26V002"]


def test_a_service_plan_is_stored_for_one_tenant(run: Any) -> None:
    code, out, _ = run(plan_command, VEHICLES / "plan_demo.yaml", "--tenant", "harbour")
    assert code == 0
    assert out.startswith("veldra-2026: ")
    find = plans_in(find_service_plan)
    assert find("harbour", "veldra") == read_plan(VEHICLES / "plan_demo.yaml")
    assert find("other", "veldra") is None


@pytest.mark.parametrize(
    ("command", "arguments", "reason"),
    [
        (recalls_command, ("/nonexistent.txt",), "error: /nonexistent.txt: cannot be read"),
        (plan_command, ("/nonexistent.yaml", "--tenant", "t"), "error: /nonexistent.yaml: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_code_1(run: Any, command: Any, arguments: Any, reason: str) -> None:
    code, out, err = run(command, *arguments)
    assert (code, out) == (1, "")
    assert reason in err


def test_a_table_that_is_not_there_is_said_with_code_1(run: Any) -> None:
    drop_table("Recalls")
    for command, arguments in (
        (recalls_command, (VEHICLES / "recalls_template.csv",)),
        (plan_command, (VEHICLES / "plan_demo.yaml", "--tenant", "t")),
    ):
        code, _, err = run(command, *arguments)
        assert (code, "ResourceNotFoundException" in err) == (1, True)


def test_the_demo_is_complete_in_its_tables(tmp_path: Path) -> None:
    assert load_people(LocalSettings.model_validate({"CURBSIDE_STATE": tmp_path})) == 4
    greta = load(find_customer, recalls_in(find_recalls), plans_in(find_service_plan))(task(customer_id="cust-greta"))
    assert isinstance(greta, PersonalizationFinding)
    assert greta.unchecked == ()
    [recall] = [item for item in greta.due if item.kind == "recall"]
    assert (recall.source, recall.certainty, recall.demo) == ("recall VD-26-03", "certain", True)
    assert {item.source for item in greta.due if item.kind == "service"} == {"service plan veldra-2026"}
    plan = find_service_plan("demo", "veldra")
    assert ServicePlan.model_validate(plan).demo is True
