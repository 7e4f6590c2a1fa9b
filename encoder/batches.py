"""Many texts to vectors, a batch at a time: a batch costs less a text than one call each, and progress can be shown."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from encoder.protocol import Matrix

Progress = Callable[[int, int], None]
"""Is told (done, total) after each batch."""
BATCH: Final = 64


def encode_in_batches(
    encode: Callable[[Sequence[str]], Matrix], texts: Sequence[str], progress: Progress | None = None, size: int = BATCH
) -> Matrix:
    """Vectors of all texts, shape (texts, dimensions). `encode` is `questions` or `passages` of an encoder."""
    rows = []
    for start in range(0, len(texts), size):
        rows.append(encode(texts[start : start + size]))
        if progress is not None:
            progress(min(start + size, len(texts)), len(texts))
    return np.vstack(rows)
