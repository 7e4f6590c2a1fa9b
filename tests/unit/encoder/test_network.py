"""Trained networks."""

from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.network import Network, load_network

DIAGONAL = np.array([[1.0, -1.0], [-1.0, 1.0]], dtype=np.float32)


@pytest.fixture
def either_alone() -> Network:
    """Says yes where one of two numbers stands without the other, which no sum of both can say."""
    return Network("toy", "alone", DIAGONAL, np.zeros(2, np.float32), np.full(2, 8.0, np.float32), -4.0)


def test_units_say_what_numbers_mean_together(either_alone: Network) -> None:
    said = {(x, y): either_alone.probability(np.array([x, y], np.float32)) > 0.5 for x in (0, 1) for y in (0, 1)}
    assert said == {(0, 0): False, (1, 1): False, (0, 1): True, (1, 0): True}


def test_a_stored_network_judges_as_it_did_before(either_alone: Network, tmp_path: Path) -> None:
    either_alone.save(tmp_path / "danger.npz")
    again, vector = load_network(tmp_path / "danger.npz", "toy", "make danger"), np.array([0.5, 0.1], np.float32)
    assert again.label == "alone"
    assert again.probability(vector) == pytest.approx(either_alone.probability(vector), abs=1e-3)


def test_a_network_for_another_encoder_is_refused_with_the_command_that_makes_one(
    either_alone: Network, tmp_path: Path
) -> None:
    either_alone.save(tmp_path / "danger.npz")
    with pytest.raises(ConfigurationError, match=r"danger\.npz was trained for toy, not titan.*`make danger`"):
        load_network(tmp_path / "danger.npz", "titan", "make danger")


def test_a_file_that_holds_another_head_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "danger.npz", encoder=np.array("toy"), labels=np.array(["danger", "harmless"]))
    with pytest.raises(ConfigurationError, match=r"danger\.npz cannot be read.*`make danger`"):
        load_network(tmp_path / "danger.npz", "toy", "make danger")
