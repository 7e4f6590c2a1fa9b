"""A trained classifier over sentence vectors: logistic regression, stored as one small file."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Matrix, Vector
from languages.ngrams import Ngrams
from languages.word_head import NgramWeights, labels_of, ngram_weights, shares_of, stored_head, write_arrays


class LinearHead:
    """Multinomial logistic regression. `weights` has shape (classes, dimensions), `bias` (classes,).

    `labels` names the label of each class; a label may have several classes, whose probabilities it sums up.
    """

    def __init__(
        self,
        encoder: str,
        labels: tuple[str, ...],
        weights: Matrix,
        bias: Vector,
        ngram_weights: NgramWeights | None = None,
    ) -> None:
        self.encoder = encoder
        self.labels = labels
        self._weights = weights
        self._bias = bias
        self._ngrams = ngram_weights

    def probabilities(self, vector: Vector, ngrams: Ngrams | None = None) -> dict[str, float]:
        """Probability of each label, most probable first; they sum to 1.

        `ngrams` of the same text count if the head was trained with them.
        """
        logits = self._weights @ vector + self._bias
        if self._ngrams is not None and ngrams is not None:
            logits = logits + self._ngrams.scores(ngrams)
        return shares_of(self.labels, logits)

    def save(self, path: Path) -> None:
        """Write the head as an `.npz` file; weights are kept in 16 bits."""
        arrays: dict[str, NDArray[Any]] = {
            "weights": self._weights.astype(np.float16),
            "bias": self._bias.astype(np.float32),
        }
        if self._ngrams is not None:
            arrays |= self._ngrams.arrays()
        write_arrays(path, self.encoder, self.labels, arrays)


def load_head(path: Path, encoder: str, retrain: str) -> LinearHead:
    """Read a head.

    Raises `ConfigurationError` if it is missing or broken, or was trained on vectors of another encoder.
    """
    with stored_head(path, encoder, retrain) as stored:
        return LinearHead(
            encoder,
            labels_of(stored),
            stored["weights"].astype(np.float32),
            stored["bias"].astype(np.float32),
            ngram_weights(stored),
        )
