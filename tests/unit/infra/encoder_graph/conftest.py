"""The small model, read and drawn."""

import numpy as np
import pytest
from onnx import ModelProto

from infra.encoder_graph.graph import build_graph
from infra.encoder_graph.weights import Model, read_weights
from tests.unit.infra.encoder_graph.small_model import PIECES, small_file


@pytest.fixture(scope="module")
def model() -> Model:
    return read_weights(small_file())


@pytest.fixture(scope="module")
def graph(model: Model) -> ModelProto:
    return build_graph(model, np.arange(len(PIECES)))
