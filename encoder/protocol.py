"""What an encoder is."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Shape (dimensions,), unit length."""
Matrix = NDArray[np.float32]
"""Shape (texts, dimensions), rows of unit length."""
Layers = NDArray[np.float32]
"""Shape (texts, layers, dimensions), rows of unit length: the vectors of the last layer first."""


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their likeness."""

    name: str
    """Identifies model and prompt format: vectors of encoders with different names must not be compared."""
    layers: int
    """How many layers of the model `layered` tells of."""

    def __hash__(self) -> int:
        """By identity: what was loaded for an encoder is kept by it."""
        ...

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say."""
        ...

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode what customers say in one pass: the vectors of `questions`, and those of lower layers if it has any.

        The last layer is made to tell subjects apart; a lower one knows more of how they are spoken of.
        """
        ...

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say."""
        ...
