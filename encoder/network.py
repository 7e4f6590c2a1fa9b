"""A trained network over sentence vectors that answers one question by yes or no, stored as one small file.

One layer of units lies between vector and answer. A linear head adds up what each number of a vector says by itself; a
unit says what several mean together: what is shut in a car is a danger if it is a child, and a nuisance if it is a key.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Matrix, Vector
from languages.word_head import labels_of, stored_head, write_arrays


class Network:
    """How probable `label` is. `units` has shape (units, dimensions), their biases and `answer` (units,)."""

    def __init__(self, encoder: str, label: str, units: Matrix, unit_bias: Vector, answer: Vector, bias: float) -> None:
        self.encoder = encoder
        self.label = label
        self._units = units
        self._unit_bias = unit_bias
        self._answer = answer
        self._bias = bias

    def probability(self, vector: Vector) -> float:
        """Return how probable it is of a text with this vector."""
        lit = np.maximum(self._units @ vector + self._unit_bias, 0)
        return float(1 / (1 + np.exp(-(self._answer @ lit + self._bias))))

    def save(self, path: Path) -> None:
        """Write the network as an `.npz` file; weights are kept in 16 bits."""
        arrays: dict[str, NDArray[Any]] = {
            "units": self._units.astype(np.float16),
            "unit_bias": self._unit_bias.astype(np.float32),
            "answer": self._answer.astype(np.float32),
            "bias": np.array([self._bias], np.float32),
        }
        write_arrays(path, self.encoder, (self.label,), arrays)


def load_network(path: Path, encoder: str, retrain: str) -> Network:
    """Read a network.

    Raises `ConfigurationError` if it is missing or broken, or was trained on vectors of another encoder.
    """
    with stored_head(path, encoder, retrain) as stored:
        [label] = labels_of(stored)
        return Network(
            encoder,
            label,
            stored["units"].astype(np.float32),
            stored["unit_bias"].astype(np.float32),
            stored["answer"].astype(np.float32),
            float(stored["bias"][0]),
        )
