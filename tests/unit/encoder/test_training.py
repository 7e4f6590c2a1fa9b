"""Training a head."""

import numpy as np
import pytest

from encoder.local import LocalEncoder
from encoder.training import encode_all, fit_head


def test_a_head_learns_to_tell_its_labels_apart(encoder: LocalEncoder, capsys: pytest.CaptureFixture[str]) -> None:
    fruits, tools = ["an apple", "a ripe pear", "some cherries"], ["a hammer", "a steel saw", "pliers"]
    vectors = encode_all(encoder, fruits + tools)
    assert "encoded      6/6" in capsys.readouterr().err
    head = fit_head(encoder, vectors, ["fruit"] * 3 + ["tool", "tool", "glue"], 10.0)
    assert set(head.labels) == {"fruit", "tool", "glue"}
    assert next(iter(head.probabilities(encoder.questions(["a banana"])[0]))) == "fruit"


def test_a_prior_moves_what_is_undecided(encoder: LocalEncoder) -> None:
    vectors, question = np.ones((6, 1), dtype=np.float32), np.ones(1, dtype=np.float32)
    labels = ["a", "b", "c"] * 2
    even = fit_head(encoder, vectors, labels, 1.0).probabilities(question)
    moved = fit_head(encoder, vectors, labels, 1.0, {"a": 0.9, "b": 0.05, "c": 0.05}).probabilities(question)
    assert even["a"] == pytest.approx(1 / 3, abs=0.01)
    assert moved["a"] > 0.8


def test_a_head_may_have_two_labels(encoder: LocalEncoder) -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    found = fit_head(encoder, vectors, ["a", "b"], 10.0).probabilities(np.array([0.0, 1.0], dtype=np.float32))
    assert set(found) == {"a", "b"}
    assert found["b"] > found["a"]
