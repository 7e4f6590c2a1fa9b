"""What leaves this process is masked."""

from collections.abc import Sequence

import numpy as np
import pytest

from encoder import Layers, Matrix
from encoder.factory import EncoderChoice, encoder_for
from encoder.masked import MaskedEncoder


class Remembering:
    """An encoder that keeps what it was given."""

    name = "remembering"
    layers = 1

    def __init__(self) -> None:
        self.seen: list[str] = []

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Keep the texts; their vectors say nothing."""
        self.seen += texts
        return np.ones((len(texts), 1), dtype=np.float32)

    passages = questions

    def layered(self, texts: Sequence[str]) -> Layers:
        """The same as the only layer."""
        return self.questions(texts)[:, None]


def test_what_customers_say_is_masked_and_what_documents_say_is_not() -> None:
    inner = Remembering()
    masked = MaskedEncoder(inner, lambda text: text.replace("Anna", "[person]"))
    assert masked.questions(["I am Anna", "hello"]).shape == (2, 1)
    assert masked.layered(["It is Anna"]).shape == (1, 1, 1)
    masked.passages(["Ask for Anna at the desk"])
    assert inner.seen == ["I am [person]", "hello", "It is [person]", "Ask for Anna at the desk"]
    assert (masked.name, masked.layers) == (inner.name, inner.layers)


@pytest.mark.parametrize("choice", ["bedrock", "cohere"])
def test_an_encoder_on_bedrock_comes_masked(monkeypatch: pytest.MonkeyPatch, choice: EncoderChoice) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "unit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "unit")
    encoder_for.cache_clear()
    encoder, inner = encoder_for(choice, "us-east-1"), Remembering()
    assert isinstance(encoder, MaskedEncoder)
    encoder._encoder = inner
    encoder.questions(["Call me on 0151 23456789"])
    assert "23456789" not in inner.seen[0]
    encoder_for.cache_clear()
