"""Reading the published file of weights."""

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from infra.encoder_graph.weights import Model, read_weights
from tests.unit.infra.encoder_graph.small_model import HIDDEN, NORMALIZATION, PIECES, small_file


def test_what_was_written_is_read(model: Model) -> None:
    assert tuple(model.pieces) == PIECES
    assert model.normalization == NORMALIZATION
    assert model.shape.hidden == HIDDEN
    assert model.blocks("emb.word", HIDDEN).codes.shape == (len(PIECES), HIDDEN)
    assert model.floats("emb.ln.w").mean() == pytest.approx(1.0, abs=0.2)


def test_weights_of_four_bits_lie_around_zero_in_steps_of_their_scale(model: Model) -> None:
    blocks = model.blocks("l0.q.w", HIDDEN)
    steps = blocks.floats() / np.repeat(blocks.scales.astype(np.float32), 32, axis=1)
    assert (steps.min(), steps.max()) == (-8, 7)
    np.testing.assert_allclose(steps, np.rint(steps), atol=1e-4)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "another format"),
        (b"GGUF" + small_file()[4:], "another format"),
        (small_file(version=2), "version 2; 1 can be read"),
        (small_file(block=64), "blocks of 64 weights"),
        (small_file()[:-1], "broken .it ends too early"),
        (small_file()[:200], "broken"),
        (small_file()[:30], "broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        read_weights(content)


def test_a_tensor_that_is_missing_or_of_another_kind_is_named(model: Model) -> None:
    with pytest.raises(ConfigurationError, match=r"no tensor l9\.q\.w"):
        model.blocks("l9.q.w", HIDDEN)
    with pytest.raises(ConfigurationError, match=r"no tensor l0\.q\.w of the kind"):
        model.floats("l0.q.w")
