"""An encoder on a busy machine."""

import time
from collections.abc import Sequence

from encoder import Encoder, Layers, Matrix


class SlowEncoder:
    """A real encoder that takes its time with each call, and remembers what it was asked to encode."""

    def __init__(self, encoder: Encoder, seconds: float) -> None:
        self.name, self.layers = encoder.name, encoder.layers
        self.encoded = list[str]()
        self._encoder = encoder
        self._seconds = seconds

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say."""
        time.sleep(self._seconds)
        self.encoded.extend(texts)
        return self._encoder.questions(texts)

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode what customers say, layer by layer."""
        time.sleep(self._seconds)
        self.encoded.extend(texts)
        return self._encoder.layered(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say."""
        time.sleep(self._seconds)
        self.encoded.extend(texts)
        return self._encoder.passages(texts)
