"""What identifies an encoder: everything that decides a text's vector, and nothing else."""

from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto

DIGITS: Final = 8


def digest(model: ModelProto, tokenizer: dict[str, NDArray[Any]]) -> str:
    """Return the first digits of a SHA-256 over operations, tensors and tokenizer.

    Not over the files, which also hold the version of the library that wrote them.
    """
    found = sha256()
    for opset in model.opset_import:
        found.update(f"opset {opset.domain} {opset.version}\n".encode())
    for node in model.graph.node:
        settings = sorted(attribute.SerializeToString(deterministic=True).hex() for attribute in node.attribute)
        parts = [node.domain, node.op_type, *node.input, "to", *node.output, *settings]
        found.update((" ".join(parts) + "\n").encode())
    for tensor in model.graph.initializer:
        found.update(f"tensor {tensor.name} {tensor.data_type} {list(tensor.dims)}\n".encode())
        found.update(tensor.raw_data)
    for name, values in sorted(tokenizer.items()):
        found.update(f"tokenizer {name} {values.dtype.str} {values.shape}\n".encode())
        found.update(np.ascontiguousarray(values).tobytes())
    return found.hexdigest()[:DIGITS]
