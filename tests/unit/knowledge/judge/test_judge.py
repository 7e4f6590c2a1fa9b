"""The judge of answers, as it is stored."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from knowledge.judge import judge as stored
from knowledge.judge.evidence import CIRCUMSTANCES, MEASURES, circumstances
from knowledge.judge.judge import load_judge, write_judge
from tests.unit.knowledge.engine_behaviour import passage
from tests.unit.knowledge.judges import judge_by

JUDGE = judge_by("whole", "model:0@12ab34cd")
NOTHING_HOLDS = np.zeros((1, len(CIRCUMSTANCES)), dtype=bool)


@pytest.fixture
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(stored, "FOLDER", tmp_path)
    load_judge.cache_clear()
    yield
    load_judge.cache_clear()


@pytest.mark.usefixtures("_own_folder")
def test_a_judge_reads_back() -> None:
    write_judge(JUDGE)
    assert load_judge(JUDGE.encoder) == JUDGE


@pytest.mark.usefixtures("_own_folder")
def test_a_judge_that_nobody_made_is_missed_with_the_command_that_makes_it() -> None:
    with pytest.raises(ConfigurationError, match=r"model-0/judge.json is missing.*python -m training judge"):
        load_judge(JUDGE.encoder)


@pytest.mark.usefixtures("_own_folder")
def test_a_judge_made_on_other_content_of_the_encoder_is_refused() -> None:
    write_judge(JUDGE)
    with pytest.raises(ConfigurationError, match="made for model:0@12ab34cd, not model:0@ffffffff"):
        load_judge("model:0@ffffffff")


@pytest.mark.usefixtures("_own_folder")
@pytest.mark.parametrize(
    "change",
    [
        {"measures": ["luck", *MEASURES[1:]]},
        {"means": [0.0]},
        {"unknown": [0.0]},
        {"weights": [[1.0]]},
        {"weights": [[0.0] * (len(MEASURES) + 1)]},
        {"deviations": [0.0] * len(MEASURES)},
        {"more": 1},
    ],
    ids=[
        "other measures",
        "means too few",
        "unknown too few",
        "weights too few",
        "no circumstances",
        "no deviation",
        "unknown field",
    ],
)
def test_a_judge_that_does_not_fit_the_measures_is_refused(change: dict[str, object]) -> None:
    write_judge(JUDGE)
    path = stored.judge_file(JUDGE.encoder)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | change), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"cannot be read \(ValidationError\): run `python -m training judge`"):
        load_judge(JUDGE.encoder)


def test_what_could_not_be_measured_counts_as_with_passages_that_come_first() -> None:
    judge = JUDGE.changed(unknown=(0.6,) * len(MEASURES))
    unknown, usual = np.full((1, len(MEASURES)), np.nan), np.full((1, len(MEASURES)), 0.6)
    assert judge.probabilities(unknown, NOTHING_HOLDS) == pytest.approx(judge.probabilities(usual, NOTHING_HOLDS))


@pytest.mark.parametrize("circumstance", range(len(CIRCUMSTANCES)))
def test_where_a_circumstance_holds_its_weights_are_added(circumstance: int) -> None:
    constants = np.zeros((1 + len(CIRCUMSTANCES), len(MEASURES) + 1))
    constants[1 + circumstance, -1] = 20.0
    judge = JUDGE.changed(weights=tuple(map(tuple, (np.array(JUDGE.weights) + constants).tolist())))
    held = np.stack([np.zeros(len(CIRCUMSTANCES)), np.eye(len(CIRCUMSTANCES))[circumstance]]).astype(bool)
    without, with_it = judge.probabilities(np.full((2, len(MEASURES)), 0.1), held)
    assert without < 0.01
    assert with_it > 0.9


def test_a_passage_has_the_circumstances_of_its_language_and_of_the_questions_beside_it() -> None:
    asked = passage("a", "Sechs Stunden.", language="de", questions=("und im Winter?",))
    found = circumstances([asked, passage("b", "Six hours.", language="en")], "de")
    assert [dict(zip(CIRCUMSTANCES, row, strict=True)) for row in found.tolist()] == [
        {"in_one_language": True, "has_questions": True},
        {"in_one_language": False, "has_questions": False},
    ]


def test_nothing_to_judge_is_judged() -> None:
    assert JUDGE.probabilities(np.zeros((0, len(MEASURES))), circumstances([], "en")).tolist() == []


def test_the_encoder_that_ships_has_a_judge_to_whom_a_passage_that_stands_out_answers() -> None:
    judge = load_judge(LocalEncoder.name)
    usual = np.array([judge.means])
    outstanding = usual.copy()
    outstanding[0, MEASURES.index("score_above_others")] += 0.1
    assert judge.probabilities(outstanding, NOTHING_HOLDS)[0] > judge.probabilities(usual, NOTHING_HOLDS)[0]
