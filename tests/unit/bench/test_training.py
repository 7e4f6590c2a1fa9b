"""Trainings run in a copy of the project."""

import shutil
from pathlib import Path

import pytest

from agents.sentiment.assess import FOLDER
from infra.local.settings import ROOT
from infra.package import module_file
from tests.bench.training import TRAININGS, VECTORS, Training, row, tables


def test_a_head_is_trained_twice_and_the_one_that_ships_stays(tmp_path: Path) -> None:
    project, data = tmp_path / "project", tmp_path / "data"
    for package in ("agents", "contracts", "encoder", "privacy"):
        shutil.copytree(ROOT / package, project / package, ignore=shutil.ignore_patterns("__pycache__"))
    (data / "sentiment" / "emotion").mkdir(parents=True)
    for part in ("train", "val"):
        (data / "sentiment" / "emotion" / f"{part}_text.txt").write_text("so angry\nso glad\nit will do\nso sad\n" * 5)
        (data / "sentiment" / "emotion" / f"{part}_labels.txt").write_text("0\n1\n2\n3\n" * 5)
    shipped = (FOLDER / "emotion.npz").read_bytes()
    head, scratch, again = row(next(one for one in TRAININGS if one.head == "emotion"), project, data)
    assert head == "emotion"
    assert float(scratch) > 0 < float(again)
    assert (project / VECTORS).is_dir()
    assert (project / "agents" / "sentiment" / "emotion.npz").read_bytes() != shipped
    assert (FOLDER / "emotion.npz").read_bytes() == shipped


@pytest.mark.parametrize("training", TRAININGS, ids=lambda one: one.head)
def test_what_a_training_names_is_there(training: Training) -> None:
    assert module_file(training.module)
    assert all((ROOT / word).is_file() for word in training.words if "/" in word)


def test_nothing_is_trained_unless_it_is_wanted() -> None:
    assert "make bench TRAINING=1" in list(tables(None, wanted=False))[-1]
