"""The local encoder, keeping what it has encoded: an evaluation that runs again takes seconds."""

from collections.abc import Sequence

from encoder import windows
from encoder.choose import encoder_for
from encoder.protocol import Matrix
from encoder.training import show_progress
from encoder.vector_cache import VectorCache


class RememberingEncoder:
    """An `Encoder` over vectors that earlier runs and trainings left."""

    def __init__(self) -> None:
        self._encoder = encoder_for("local", "")
        self._cache = VectorCache(self._encoder)
        self.name = self._encoder.name

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say."""
        return self._cache.encode(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say."""
        return self._encoder.passages(texts)

    def prepare(self, texts: Sequence[str]) -> None:
        """Encode the sentences of many messages at once, with progress."""
        self._cache.encode([part for text in texts for part in windows(text)], show_progress())
