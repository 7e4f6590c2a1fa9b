"""What is out of scope."""

from pathlib import Path

import numpy as np
import pytest

from agents.intent.probable import Heads, ranked
from agents.intent.scope import OUT_OF_SCOPE, Scope, Space, load_scope
from contracts.errors import ConfigurationError
from encoder import Vector
from encoder.head import LinearHead

TWO_INTENTS = np.array([[3.0, 0.0], [0.0, 3.0]], dtype=np.float32)
ONE_FOREIGN = np.array([[4.0, 4.0]], dtype=np.float32)
SPACE = Space(
    np.zeros(2, dtype=np.float32),
    np.eye(2, dtype=np.float32),
    np.full(2, 9.0, dtype=np.float32),
    TWO_INTENTS,
    ONE_FOREIGN,
)
NEAR = Scope("toy", SPACE, np.zeros(2, dtype=np.float32), np.array([-1.0, 0.0, 0.0], dtype=np.float32), 4.0)
"""In scope is what lies less than 2 from the centre of an intent."""
NEARER = Scope("toy", SPACE, np.zeros(2, dtype=np.float32), np.array([-1.0, 0.0, 1.0], dtype=np.float32), 0.0)
"""In scope is what lies nearer to an intent than to the foreign class."""


def vector(*numbers: float) -> Vector:
    return np.array(numbers, dtype=np.float32)


def test_what_lies_near_an_intent_is_in_scope_and_what_lies_between_or_beyond_all_is_not() -> None:
    assert NEAR.outside(vector(3.0, 1.0)) < 0.5
    assert NEAR.outside(vector(0.0, 2.0)) < 0.5
    assert NEAR.outside(vector(0.5, 0.5)) > 0.5
    assert NEAR.outside(vector(9.0, 0.0)) > 0.5


def test_what_lies_nearer_a_foreign_class_that_is_known_is_out_of_scope() -> None:
    assert NEARER.outside(vector(3.0, 1.0)) < 0.5
    assert NEARER.outside(vector(3.5, 2.5)) > 0.5


def test_distances_are_to_the_nearest_intent_the_mean_of_all_in_deviations_and_the_nearest_foreign_class() -> None:
    assert SPACE.distances(vector(3.0, 6.0)[None])[0] == pytest.approx([18.0, 5.0, 5.0])
    assert SPACE.distances(vector(3.0, 0.0)[None])[0] == pytest.approx([0.0, 1.0, 17.0])


def test_no_distance_is_too_large_for_a_probability() -> None:
    assert 0.0 <= NEAR.outside(vector(0.0, 0.0)) <= NEAR.outside(vector(1e4, 1e4)) <= 1.0


def test_a_stored_judge_judges_as_it_did_before(tmp_path: Path) -> None:
    NEAR.save(tmp_path / "scope.npz")
    again = load_scope("toy", tmp_path / "scope.npz")
    for place in ((3.0, 1.0), (0.5, 0.5), (1.5, 0.25)):
        assert again.outside(vector(*place)) == pytest.approx(NEAR.outside(vector(*place)), abs=1e-3)
        assert again.space.distances(vector(*place)[None]) == pytest.approx(SPACE.distances(vector(*place)[None]))
    with pytest.raises(ConfigurationError, match=r"trained for toy, not titan.*`python -m training intent`"):
        load_scope("titan", tmp_path / "scope.npz")


def test_probabilities_sum_to_one_and_begin_with_what_a_sentence_is_taken_for() -> None:
    heads = Heads(LinearHead("toy", ("left", "right"), TWO_INTENTS, np.zeros(2, dtype=np.float32)), NEAR)
    for place, first in (((3.0, 0.0), "left"), ((0.0, 3.0), "right"), ((9.0, 0.0), OUT_OF_SCOPE)):
        found = heads.probabilities("some words", vector(*place))
        assert next(iter(found)) == first
        assert sum(found.values()) == pytest.approx(1.0)


def test_what_is_likelier_in_scope_has_an_intent_there_however_many_share_it() -> None:
    split = {"left": 0.3, "right": 0.25, OUT_OF_SCOPE: 0.45}
    assert list(ranked(split)) == ["left", OUT_OF_SCOPE, "right"]
    assert next(iter(ranked({"left": 0.45, OUT_OF_SCOPE: 0.55}))) == OUT_OF_SCOPE
