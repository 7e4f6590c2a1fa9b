"""An encoder that keeps what it has encoded: an evaluation that runs again takes seconds."""

from collections.abc import Sequence

from encoder import Encoder, Layers, Matrix, windows
from training.vectors import kept_passages, kept_questions, show_progress


class RememberingEncoder:
    """An `Encoder` over vectors that earlier runs and trainings left."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.layers = encoder.name, encoder.layers
        self._questions = kept_questions(encoder)
        self._passages = kept_passages(encoder)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say."""
        return self.layered(texts)[:, 0]

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode what customers say, layer by layer."""
        return self._questions.encode(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say."""
        return self._passages.encode(texts)

    def prepare(self, texts: Sequence[str]) -> None:
        """Encode the sentences of many messages at once, with progress."""
        self._questions.encode([part for text in texts for part in windows(text)], show_progress())
        self.save()

    def save(self) -> None:
        """Keep what was encoded for the next run."""
        self._questions.save()
        self._passages.save()
