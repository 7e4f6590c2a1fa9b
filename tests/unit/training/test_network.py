"""Fitting a network."""

import numpy as np
import pytest

from training.network import Shape, fit_network

SMALL = Shape(units=8, networks=2, rounds=200, held=0.01)
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
ALONE = [False, True, True, False]


def test_a_network_learns_what_no_sum_of_numbers_says() -> None:
    network = fit_network("toy", "alone", np.tile(CORNERS, (20, 1)), ALONE * 20, SMALL)
    assert [network.probability(corner) > 0.5 for corner in CORNERS] == ALONE


def test_the_same_sentences_make_the_same_network() -> None:
    vectors, holds = np.tile(CORNERS, (5, 1)), ALONE * 5
    first, second = (fit_network("toy", "alone", vectors, holds, SMALL) for _ in range(2))
    assert [first.probability(corner) for corner in CORNERS] == [second.probability(corner) for corner in CORNERS]


def test_small_networks_that_began_by_other_lots_stand_side_by_side_as_one() -> None:
    vectors, holds = np.tile(CORNERS, (5, 1)), ALONE * 5
    one, two = (fit_network("toy", "alone", vectors, holds, SMALL._replace(networks=each)) for each in (1, 2))
    odds = [each.probability(CORNERS[1]) / (1 - each.probability(CORNERS[1])) for each in (one, two)]
    assert np.log(odds[1]) != pytest.approx(np.log(odds[0])), "the second one begins by another lot"
    assert two._units.shape == (2 * SMALL.units, 2)
