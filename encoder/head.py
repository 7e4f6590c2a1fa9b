"""A trained classifier over sentence vectors: logistic regression, stored as one small file."""

from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from encoder.ngrams import Ngrams, weighted
from encoder.protocol import Matrix, Vector

WORDS_ALONE: Final = "words"
"""In the place of an encoder's name: the head reads pieces of words and no vector, so that it serves every encoder."""


class NgramWeights(NamedTuple):
    """What a head learned about pieces of words: `weights[i]`, one number a class, belongs to place `places[i]`."""

    idf: Vector
    """Of every place, shape (PLACES,): also those without weights count in the length of a text."""
    places: NDArray[np.int32]
    """Ascending."""
    weights: NDArray[np.float16]

    def scores(self, found: Ngrams) -> Vector:
        """What the pieces of a text add to each class, shape (classes,)."""
        row = np.searchsorted(self.places, found.places)
        row[row == len(self.places)] = 0
        known = self.places[row] == found.places
        added: Vector = weighted(found, self.idf)[known] @ self.weights[row[known]].astype(np.float32)
        return added


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
        exponentials = np.exp(logits - logits.max())
        shares = exponentials / exponentials.sum()
        summed: dict[str, float] = {}
        for label, share in zip(self.labels, shares, strict=True):
            summed[label] = summed.get(label, 0.0) + float(share)
        return dict(sorted(summed.items(), key=lambda item: -item[1]))

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
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        raise ConfigurationError(f"{name} is missing: make it with `{retrain}`")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            head = LinearHead(
                str(stored["encoder"]),
                tuple(str(label) for label in stored["labels"]),
                stored["weights"].astype(np.float32),
                stored["bias"].astype(np.float32),
                NgramWeights(stored["idf"].astype(np.float32), stored["places"], stored["ngram_weights"])
                if "idf" in stored
                else None,
            )
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise ConfigurationError(f"{name} cannot be read ({type(error).__name__}): run `{retrain}`") from error
    if head.encoder != encoder:
        raise ConfigurationError(f"{name} was trained for {head.encoder}, not {encoder}: run `{retrain}`")
    return head
