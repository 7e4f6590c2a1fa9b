"""A trained classifier over sentence vectors: logistic regression, stored as one small file."""

from pathlib import Path
from typing import Any, Final

import numpy as np

from encoder.protocol import Matrix, Vector
from languages.ngrams import Ngrams
from languages.word_head import NgramWeights, labels_of, ngram_weights, shares_of, stored_head

WORDS_ALONE: Final = "words"
"""In the place of an encoder's name: the head reads pieces of words and no vector, so that it serves every encoder."""


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

    def no_vector(self) -> Vector:
        """Stands for the vector where only words are judged; shape (dimensions,)."""
        return np.zeros(self._weights.shape[1], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the head as an `.npz` file; weights are kept in 16 bits."""
        extra: dict[str, Any] = {}
        if self._ngrams is not None:
            extra = {
                "idf": self._ngrams.idf.astype(np.float16),
                "places": self._ngrams.places,
                "ngram_weights": self._ngrams.weights,
            }
        np.savez_compressed(
            path,
            encoder=np.array(self.encoder),
            labels=np.array(self.labels),
            weights=self._weights.astype(np.float16),
            bias=self._bias.astype(np.float32),
            **extra,
        )


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
