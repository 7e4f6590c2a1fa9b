"""Fitting a network over sentence vectors: some small ones that begin by different lots, side by side as one."""

import warnings
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from encoder import Matrix
from encoder.network import Network

_SENTENCES_A_STEP: Final = 256


class Shape(NamedTuple):
    """How a network is fitted."""

    units: int
    """Of each small network."""
    networks: int
    """Their mean errs less than any of them."""
    rounds: int
    """How often each sentence is looked at."""
    held: float
    """scikit-learn's alpha: larger holds the weights closer to nothing."""


def fit_network(encoder: str, label: str, vectors: Matrix, holds: Sequence[bool], shape: Shape) -> Network:
    """Return a network that says of which of the `vectors` the label holds; made by `encoder`, a row a sentence."""
    centre, spread = vectors.mean(axis=0), vectors.std(axis=0).mean()
    scaled = (vectors - centre) / spread
    fitted = [_fitted(scaled, holds, shape, lot) for lot in range(shape.networks)]
    units = np.vstack([first.T for [first, _], _ in fitted]) / spread
    bias = np.concatenate([first for _, [first, _] in fitted]) - units @ centre
    answer = np.concatenate([last[:, 0] for [_, last], _ in fitted]) / shape.networks
    return Network(
        encoder,
        label,
        units.astype(np.float32),
        bias.astype(np.float32),
        answer.astype(np.float32),
        float(np.mean([last[0] for _, [_, last] in fitted])),
    )


def _fitted(scaled: Matrix, holds: Sequence[bool], shape: Shape, lot: int) -> tuple[list[Matrix], list[Matrix]]:
    """Return weights and biases of one small network, layer by layer. It stops after its rounds, settled or not."""
    network = MLPClassifier(
        (shape.units,),
        alpha=shape.held,
        max_iter=shape.rounds,
        batch_size=min(_SENTENCES_A_STEP, len(scaled)),
        random_state=lot,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(scaled, np.asarray(holds))
    return network.coefs_, network.intercepts_
