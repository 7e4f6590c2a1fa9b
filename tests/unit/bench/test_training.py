"""Trainings run in a copy of the project."""

from pathlib import Path

from agents.sentiment.assess import head_file
from encoder.local import LocalEncoder
from infra.local.settings import ROOT
from tests.bench.training import TRAININGS, VECTORS, copy_project, row, tables
from training.__main__ import STEPS


def test_a_head_is_trained_twice_and_the_one_that_ships_stays(tmp_path: Path) -> None:
    project, data = tmp_path / "project", tmp_path / "data"
    copy_project(project)
    (data / "sentiment" / "emotion").mkdir(parents=True)
    for part in ("train", "val"):
        (data / "sentiment" / "emotion" / f"{part}_text.txt").write_text("so angry\nso glad\nit will do\nso sad\n" * 5)
        (data / "sentiment" / "emotion" / f"{part}_labels.txt").write_text("0\n1\n2\n3\n" * 5)
    file = head_file(LocalEncoder.name, "emotion")
    shipped = file.read_bytes()
    head, scratch, again = row(next(one for one in TRAININGS if one.head == "emotion"), project, data)
    assert head == "emotion"
    assert float(scratch) > 0 < float(again)
    assert (project / VECTORS).is_dir()
    assert (project / file.relative_to(ROOT)).read_bytes() != shipped
    assert file.read_bytes() == shipped


def test_every_head_is_measured() -> None:
    assert [one.head for one in TRAININGS] == [name for name in STEPS if name != "thresholds"]


def test_nothing_is_trained_unless_it_is_wanted() -> None:
    assert "make bench TRAINING=1" in list(tables(None, wanted=False))[-1]
