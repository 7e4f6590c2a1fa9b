"""Whether a message has anything to do with what we do: a judge of its own, because nobody can list what is foreign.

A classifier that knows foreign topics only as classes takes a topic that it has never seen for the intent that sounds
nearest. This one also measures how far a sentence lies from every intent, beside how far it lies from all of them
together, in a space in which sentences of one intent spread alike in all directions (relative Mahalanobis distance:
Ren et al., "A Simple Fix to Mahalanobis Distance for Improving Near-OOD Detection", arXiv 2106.09022); and, as a third,
how far from every foreign class that is known.
"""

from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder import Matrix, Vector
from encoder.folders import file_for
from languages.word_head import stored_head, write_arrays

HEADS: Final = Path(__file__).with_name("heads")
OUT_OF_SCOPE: Final = "out_of_scope"
RETRAIN: Final = "python -m training intent"

Places = NDArray[np.floating[Any]]


class Space(NamedTuple):
    """Where intents lie: the space in which their sentences spread by 1 in every direction."""

    mean: Vector
    """Of all sentences in scope, shape (dimensions,)."""
    axes: Matrix
    """Rows onto which a vector less the mean is projected, shape (dimensions, dimensions)."""
    spread: Vector
    """Variance of all sentences in scope along each axis, shape (dimensions,)."""
    centres: Matrix
    """The mean of the sentences of each class in scope, shape (classes, dimensions)."""
    foreign: Matrix
    """The same of each foreign class that is known."""

    def distances(self, vectors: Matrix) -> Matrix:
        """Squared distances to the nearest intent, to the mean of all, and to the nearest foreign class.

        Shape (vectors, 3).
        """
        places = (vectors - self.mean) @ self.axes.T
        together = (places**2 / self.spread).sum(axis=1)
        found: Matrix = np.stack([_nearest(places, self.centres), together, _nearest(places, self.foreign)], axis=1)
        return found


def _nearest(places: Places, centres: Matrix) -> Places:
    """Squared distances from places to the nearest of some centres, shape (places,)."""
    across = (centres**2).sum(axis=1) - 2 * places @ centres.T
    found: Places = (places**2).sum(axis=1) + across.min(axis=1)
    return found


class Scope(NamedTuple):
    """The judge. Its score is linear in the vector and in the distances; 0 is the border, above it lies the scope."""

    encoder: str
    space: Space
    direction: Vector
    """Weights of the vector less the mean, shape (dimensions,)."""
    weights: Vector
    """Of the distances, shape (3,)."""
    bias: float

    def outside(self, vector: Vector) -> float:
        """Probability that a sentence is out of scope."""
        return float(1 / (1 + np.exp(np.clip(self.scores(vector[None])[0], -50, 50))))

    def scores(self, vectors: Matrix) -> Vector:
        """Log odds that sentences are in scope, shape (vectors,)."""
        linear = (vectors - self.space.mean) @ self.direction
        scores: Vector = linear + self.space.distances(vectors) @ self.weights + np.float32(self.bias)
        return scores

    def save(self, path: Path) -> None:
        """Write the judge as an `.npz` file; what is large is kept in 16 bits."""
        space = self.space
        arrays: dict[str, NDArray[Any]] = {
            "mean": space.mean.astype(np.float32),
            "axes": space.axes.astype(np.float16),
            "spread": space.spread.astype(np.float32),
            "centres": space.centres.astype(np.float16),
            "foreign": space.foreign.astype(np.float16),
            "direction": self.direction.astype(np.float32),
            "weights": self.weights.astype(np.float32),
            "bias": np.array(self.bias, dtype=np.float32),
        }
        write_arrays(path, self.encoder, (OUT_OF_SCOPE,), arrays)


def scope_file(encoder: str) -> Path:
    """Return where the judge for an encoder lies."""
    return file_for(HEADS, encoder, "scope.npz")


def load_scope(encoder: str, path: Path | None = None) -> Scope:
    """Read the judge for an encoder.

    Raises `ConfigurationError` if it is missing or broken, or was trained on vectors of another encoder.
    """
    with stored_head(path or scope_file(encoder), encoder, RETRAIN) as stored:

        def read(name: str) -> NDArray[np.float32]:
            found: NDArray[np.float32] = stored[name].astype(np.float32)
            return found

        space = Space(read("mean"), read("axes"), read("spread"), read("centres"), read("foreign"))
        return Scope(encoder, space, read("direction"), read("weights"), float(stored["bias"]))
