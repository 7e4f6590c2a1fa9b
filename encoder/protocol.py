"""What an encoder is."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
"""Shape (dimensions,), unit length."""
Matrix = NDArray[np.float32]
"""Shape (texts, dimensions), rows of unit length."""


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their likeness."""

    name: str
    """Identifies model and prompt format: vectors of encoders with different names must not be compared."""

    def __hash__(self) -> int:
        """By identity: what was loaded for an encoder is kept by it."""
        ...

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say."""
        ...

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say."""
        ...
