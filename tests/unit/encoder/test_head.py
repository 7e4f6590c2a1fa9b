"""Trained heads."""

from pathlib import Path

import numpy as np
import pytest

from agents.intent.probable import head_file
from agents.intent.scope import RETRAIN
from contracts.errors import ConfigurationError
from encoder.head import LinearHead, load_head
from encoder.local import LocalEncoder


@pytest.fixture
def head() -> LinearHead:
    generator = np.random.default_rng(7)
    weights = generator.normal(size=(3, 4)).astype(np.float32)
    return LinearHead("toy", ("left", "right", "straight"), weights, np.array([0.5, -0.5, 0.0], dtype=np.float32))


def test_a_stored_head_judges_as_it_did_before(head: LinearHead, tmp_path: Path) -> None:
    head.save(tmp_path / "head.npz")
    again = load_head(tmp_path / "head.npz", "toy", "make head")
    vector = np.array([0.5, -0.5, 0.5, 0.5], dtype=np.float32)
    before, after = head.probabilities(vector), again.probabilities(vector)
    assert again.labels == head.labels
    assert list(after) == list(before)
    assert after == pytest.approx(before, abs=1e-3)


def test_probabilities_sum_to_one_and_come_most_probable_first(head: LinearHead) -> None:
    for scale in (0.01, 1.0, 1000.0):  # 1000: exponentials that would overflow
        values = list(head.probabilities(np.full(4, scale, dtype=np.float32)).values())
        assert sum(values) == pytest.approx(1.0)
        assert values == sorted(values, reverse=True)


def test_the_label_whose_weights_point_the_same_way_wins() -> None:
    head = LinearHead("toy", ("x", "y"), np.eye(2, dtype=np.float32), np.zeros(2, dtype=np.float32))
    assert next(iter(head.probabilities(np.array([0.0, 1.0], dtype=np.float32)))) == "y"


def test_real_probabilities_of_a_sentence_sum_to_one(encoder: LocalEncoder) -> None:
    head = load_head(head_file(encoder.name), encoder.name, RETRAIN)
    assert sum(head.probabilities(encoder.questions(["book a service"])[0]).values()) == pytest.approx(1.0)


def test_a_head_for_another_encoder_is_refused_with_the_command_that_makes_one(
    head: LinearHead, tmp_path: Path
) -> None:
    head.save(tmp_path / "intent.npz")
    with pytest.raises(ConfigurationError, match=r"intent\.npz was trained for toy, not titan.*`make head`"):
        load_head(tmp_path / "intent.npz", "titan", "make head")


@pytest.mark.parametrize("content", [b"", b"no head", b"PK\x03\x04 cut in the middle"])
def test_a_broken_head_is_refused_with_the_command_that_makes_one(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "mood.npz").write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"mood\.npz cannot be read.*`make head`"):
        load_head(tmp_path / "mood.npz", "toy", "make head")


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "mood.npz", encoder=np.array("toy"))
    with pytest.raises(ConfigurationError, match="KeyError"):
        load_head(tmp_path / "mood.npz", "toy", "make head")


def test_a_missing_head_is_refused_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"mood\.npz is missing.*`make head`"):
        load_head(tmp_path / "mood.npz", "toy", "make head")
