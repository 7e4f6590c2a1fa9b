"""The graph reckons what the model says, and no sum can overflow."""

import numpy as np
import onnxruntime
import pytest
from onnx import ModelProto, numpy_helper

from infra.encoder_graph.digest import digest
from infra.encoder_graph.graph import MOST_ACTIVATION, MOST_WEIGHT, ZERO_POINT, build_graph
from infra.encoder_graph.weights import Model, read_weights
from tests.unit.infra.encoder_graph.small_model import PIECES, reference, small_file

TEXTS = [[0, 8, 2], [0, 5, 6, 7, 8, 9, 10, 11, 2], [0, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 2], [0, 2]]


@pytest.fixture(scope="module")
def session(graph: ModelProto) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])


def run(session: onnxruntime.InferenceSession, texts: list[list[int]]) -> np.ndarray:
    longest = max(map(len, texts))
    tokens = np.array([text + [1] * (longest - len(text)) for text in texts], np.int32)
    mask = np.array([[1] * len(text) + [0] * (longest - len(text)) for text in texts], np.int32)
    vectors: np.ndarray = session.run(None, {"tokens": tokens, "mask": mask})[0]
    return vectors


@pytest.mark.parametrize("tokens", TEXTS)
def test_vectors_are_those_of_the_model_in_32_bits(
    session: onnxruntime.InferenceSession, model: Model, tokens: list[int]
) -> None:
    vector = run(session, [tokens])[0]
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    assert vector @ reference(model, tokens) > 0.999


def test_neither_other_texts_of_a_batch_nor_padding_change_a_vector(session: onnxruntime.InferenceSession) -> None:
    alone = np.vstack([run(session, [text]) for text in TEXTS])
    np.testing.assert_allclose(run(session, TEXTS), alone, atol=1e-5)


def test_two_products_fit_sixteen_bits_where_a_processor_adds_them_there(graph: ModelProto) -> None:
    weights = [numpy_helper.to_array(t) for t in graph.graph.initializer if t.name.endswith(".weights")]
    assert weights
    largest = max(int(np.abs(matrix.astype(int)).max()) for matrix in weights)
    assert largest == MOST_WEIGHT
    assert 2 * (ZERO_POINT + MOST_ACTIVATION) * largest < 2**15


def test_the_same_weights_make_the_same_digest_and_others_another(model: Model, graph: ModelProto) -> None:
    tokenizer = {"scores": model.scores}
    again = build_graph(read_weights(small_file()), np.arange(len(PIECES)))
    assert digest(again, tokenizer) == digest(graph, tokenizer)
    assert again.SerializeToString(deterministic=True) == graph.SerializeToString(deterministic=True)
    other = build_graph(read_weights(small_file(seed=8)), np.arange(len(PIECES)))
    fewer = build_graph(model, np.arange(len(PIECES) - 1))
    changed = {"scores": model.scores + 1}
    assert (
        len({digest(graph, tokenizer), digest(other, tokenizer), digest(fewer, tokenizer), digest(graph, changed)}) == 4
    )


def test_a_changed_operation_changes_the_digest(graph: ModelProto) -> None:
    changed = ModelProto()
    changed.CopyFrom(graph)
    node = next(node for node in changed.graph.node if node.op_type == "LayerNormalization")
    node.attribute[0].f *= 2
    assert digest(changed, {}) != digest(graph, {})
