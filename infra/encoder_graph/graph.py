"""The model as an ONNX graph: BERT's layers, with 8-bit products and the fused operations of ONNX Runtime.

Each row of a matrix of activations, which is one token, is brought to 8 bits by its own largest number. So a text's
vector depends neither on the other texts of its batch nor on padding, and one token with large numbers does not coarsen
the others. Weights are brought to -64..64 for each output: a sum of two products is then at most 2 * 255 * 64 = 32,640,
which fits the 16 bits where processors without VNNI add them up.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from infra.encoder_graph.weights import BLOCK, Blocks, Model

CONTRIB: Final = "com.microsoft"
OPSETS: Final = (helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1))
IR_VERSION: Final = 10
MOST_WEIGHT: Final = 64
MOST_ACTIVATION: Final = 127
ZERO_POINT: Final = 128


def build_graph(model: Model, kept: NDArray[np.intp]) -> ModelProto:
    """Build the graph for the kept pieces: `tokens` and `mask`, both (texts, tokens), to `vectors` (texts, hidden).

    Beside them it shows the states of every token after the layer in the middle, (texts, tokens, hidden): they are
    reckoned anyway.
    """
    drawing = _Drawing(model)
    drawing.constants()
    states = drawing.embedded(kept)
    after = list[str]()
    for layer in range(model.shape.layers):
        states = drawing.layer(f"l{layer}.", states)
        after.append(states)
    drawing.pooled(states)
    middle = after[len(after) // 2]
    sizes = ["texts", "tokens"]
    graph = helper.make_graph(
        drawing.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info(name, TensorProto.INT32, sizes) for name in ("tokens", "mask")],
        [
            helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", model.shape.hidden]),
            helper.make_tensor_value_info(middle, TensorProto.FLOAT, [*sizes, model.shape.hidden]),
        ],
        drawing.tensors,
    )
    return helper.make_model(graph, opset_imports=OPSETS, ir_version=IR_VERSION, producer_name="curbside")


class _Drawing:
    """Nodes and tensors as they are added. Everything is named for where it stands."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.nodes = list[NodeProto]()
        self.tensors = list[TensorProto]()

    def constants(self) -> None:
        """Add what all layers use."""
        hidden = self._model.shape.hidden
        self._tensor("zero", np.array([0], np.int64))
        self._tensor("one", np.array([1], np.int64))
        self._tensor("last", np.array([-1], np.int64))
        self._tensor("thirds", np.array([hidden] * 3, np.int64))
        self._tensor("unit", np.array(1, np.float32))
        self._tensor("least", np.array([1e-12], np.float32))
        self._tensor("step", np.array(1 / MOST_ACTIVATION, np.float32))
        self._tensor("zero_point", np.array(ZERO_POINT, np.uint8))

    def embedded(self, kept: NDArray[np.intp]) -> str:
        """Add words and positions, normalised; words stay in 4 bits and are unpacked one by one."""
        hidden = self._model.shape.hidden
        words = self._model.blocks("emb.word", hidden)
        words = Blocks(words.codes[kept], words.scales[kept])
        self._packed("words", words.codes)
        self._tensor("words.scales", words.scales)
        kinds = self._model.floats("emb.type")[:hidden]
        self._tensor("positions", self._model.floats("emb.pos").reshape(-1, hidden) + kinds)
        gather = {"block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        self._node("GatherBlockQuantized", ["words", "tokens", "words.scales"], "words.short", CONTRIB, **gather)
        self._node("Cast", ["words.short"], "words.found", to=TensorProto.FLOAT)
        self._node("Shape", ["tokens"], "length", start=1, end=2)
        self._node("Slice", ["positions", "zero", "length", "zero"], "positions.used")
        self._node("Add", ["words.found", "positions.used"], "placed")
        scale, bias = self._stored("emb.ln.w"), self._stored("emb.ln.b")
        return self._node("LayerNormalization", ["placed", scale, bias], "embedded", epsilon=self._model.epsilon)

    def layer(self, name: str, states: str) -> str:
        """Add attention and the inner layer, each with its shortcut and normalisation."""
        parts = [f"{name}{part}" for part in "qkv"]
        self._tensor(f"{name}qkv.bias", np.concatenate([self._model.floats(f"{part}.b") for part in parts]))
        self._product(f"{name}qkv", self._eight_bits(states), [f"{part}.w" for part in parts])
        self.nodes.append(helper.make_node("Split", [f"{name}qkv", "thirds"], parts, name=f"{name}split", axis=-1))
        attended = self._node(
            "MultiHeadAttention",
            [*parts, f"{name}qkv.bias", "mask"],
            f"{name}attended",
            CONTRIB,
            num_heads=self._model.shape.heads,
        )
        self._product(f"{name}ao", self._eight_bits(attended), [f"{name}ao.w"])
        states = self._shortcut(f"{name}aln", states, f"{name}ao")
        self._product(f"{name}fi", self._eight_bits(states), [f"{name}fi.w"])
        inner = self._node("BiasGelu", [f"{name}fi", self._stored(f"{name}fi.b")], f"{name}inner", CONTRIB)
        self._product(f"{name}fo", self._eight_bits(inner), [f"{name}fo.w"])
        return self._shortcut(f"{name}oln", states, f"{name}fo")

    def pooled(self, states: str) -> None:
        """Add the mean over the tokens of each text, brought to unit length."""
        self._node("Cast", ["mask"], "counted", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["counted", "one"], "counted.row")
        self._node("MatMul", ["counted.row", states], "sum.row")
        self._node("Squeeze", ["sum.row", "one"], "sum")
        self._node("LpNormalization", ["sum"], "vectors", axis=1, p=2)

    def _eight_bits(self, states: str) -> str:
        """Bring each token's numbers to 8 bits; `.most` is what they were divided by."""
        self._node("Abs", [states], f"{states}.size")
        self._node("ReduceMax", [f"{states}.size", "last"], f"{states}.largest", keepdims=1)
        self._node("Max", [f"{states}.largest", "least"], f"{states}.most")
        self._node("Div", [states, f"{states}.most"], f"{states}.share")
        self._node("QuantizeLinear", [f"{states}.share", "step", "zero_point"], f"{states}.bits")
        return states

    def _product(self, name: str, states: str, matrices: list[str]) -> None:
        """Multiply by matrices that stand side by side."""
        hidden, inner = self._model.shape.hidden, self._model.shape.inner
        columns = inner if matrices[0].endswith("fo.w") else hidden
        weights = np.concatenate([self._model.blocks(matrix, columns).floats() for matrix in matrices])
        scales = np.abs(weights).max(axis=1) / np.float32(MOST_WEIGHT)
        self._tensor(f"{name}.weights", np.rint(weights / scales[:, None]).astype(np.int8).T)
        self._tensor(f"{name}.scales", scales / np.float32(MOST_ACTIVATION))
        operands = [f"{states}.bits", f"{name}.weights", "unit", f"{name}.scales", "zero_point"]
        self._node("MatMulIntegerToFloat", operands, f"{name}.share", CONTRIB)
        self._node("Mul", [f"{name}.share", f"{states}.most"], name)

    def _shortcut(self, name: str, states: str, added: str) -> str:
        operands = [states, added, self._stored(f"{name}.w"), self._stored(f"{name}.b"), self._stored(f"{added}.b")]
        return self._node("SkipLayerNormalization", operands, f"{name}.out", CONTRIB, epsilon=self._model.epsilon)

    def _stored(self, name: str) -> str:
        """Add a tensor of numbers as it lies in the file of weights."""
        return self._tensor(name, self._model.floats(name))

    def _tensor(self, name: str, values: NDArray[Any]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _packed(self, name: str, codes: NDArray[np.uint8]) -> None:
        """Add 4-bit numbers, two a byte: codes 0 to 15 stand for -8 to 7."""
        signed = codes ^ 8
        content = (signed[:, 0::2] | (signed[:, 1::2] << 4)).tobytes()
        self.tensors.append(TensorProto(name=name, data_type=TensorProto.INT4, dims=codes.shape, raw_data=content))

    def _node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output
