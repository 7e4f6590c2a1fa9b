"""A trained classifier over sentence vectors: logistic regression, stored as one small file."""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from contracts.errors import ConfigurationError
from encoder.protocol import Matrix, Vector


class LinearHead:
    """Multinomial logistic regression. `weights` has shape (labels, dimensions), `bias` (labels,)."""

    def __init__(self, encoder: str, labels: tuple[str, ...], weights: Matrix, bias: Vector) -> None:
        self.encoder = encoder
        self.labels = labels
        self._weights = weights
        self._bias = bias

    def probabilities(self, vector: Vector) -> dict[str, float]:
        """Probability of each label, most probable first; they sum to 1."""
        logits = self._weights @ vector + self._bias
        exponentials = np.exp(logits - logits.max())
        shares = exponentials / exponentials.sum()
        return {self.labels[i]: float(shares[i]) for i in np.argsort(-shares)}

    def save(self, path: Path) -> None:
        """Write the head as an `.npz` file; weights are kept in 16 bits."""
        np.savez_compressed(
            path,
            encoder=np.array(self.encoder),
            labels=np.array(self.labels),
            weights=self._weights.astype(np.float16),
            bias=self._bias.astype(np.float32),
        )


def load_head(path: Path, encoder: str, retrain: str) -> LinearHead:
    """Read a head.

    Raises `ConfigurationError` if it is missing or broken, or was trained on vectors of another encoder.
    """
    if not path.exists():
        raise ConfigurationError(f"{path.name} is missing: make it with `{retrain}`")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            head = LinearHead(
                str(stored["encoder"]),
                tuple(str(label) for label in stored["labels"]),
                stored["weights"].astype(np.float32),
                stored["bias"].astype(np.float32),
            )
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise ConfigurationError(f"{path.name} cannot be read ({type(error).__name__}): run `{retrain}`") from error
    if head.encoder != encoder:
        raise ConfigurationError(f"{path.name} was trained for {head.encoder}, not {encoder}: run `{retrain}`")
    return head
