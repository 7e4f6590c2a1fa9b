"""Vectors that are kept between trainings."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from encoder.protocol import Layers, Matrix
from training import vectors

TEXTS = [f"sentence {number}" for number in range(150)]


class Stopping:
    """An encoder that is stopped after so many batches, and counts what it encoded."""

    name = "toy"
    layers = 1

    def __init__(self, batches: int) -> None:
        self.left, self.encoded = batches, 0

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode, or be stopped."""
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        self.encoded += len(texts)
        return np.ones((len(texts), 3), dtype=np.float32)

    passages = questions

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode as the only layer, or be stopped."""
        return self.questions(texts)[:, None]


def test_what_was_encoded_before_a_stop_is_not_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors.kept_questions, "__defaults__", (tmp_path,))
    stopped, again = Stopping(1), Stopping(9)
    with pytest.raises(KeyboardInterrupt):
        vectors.encode_all(stopped, TEXTS)
    assert vectors.encode_all(again, TEXTS).shape == (150, 3)
    assert stopped.encoded + again.encoded == len(TEXTS)
    assert stopped.encoded > 0
