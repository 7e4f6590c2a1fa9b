"""Titan Text Embeddings V2 over InvokeModel: vectors of pieces of words, the same for the same text at any time.

Body and answer: docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html (December 2026).
"""

from typing import Any
from zlib import crc32

from infra.bedrock.asked import Asked
from infra.bedrock.policy import DIMENSIONS, EMBEDDING_CHARACTERS, PIECE
from infra.bedrock.refusal import invalid
from infra.bedrock.usage import tokens


def vector_of(text: str, dimensions: int = DIMENSIONS[0], *, normalize: bool = True) -> list[float]:
    """Return a vector that is alike for texts that share pieces of words; of length 1 if `normalize`."""
    import numpy as np

    padded = f" {text.casefold()} "
    vector = np.full(dimensions, 0.01)  # no text is nothing, and no two are wholly apart
    for start in range(len(padded) - PIECE + 1):
        vector[crc32(padded[start : start + PIECE].encode()) % dimensions] += 1
    found: list[float] = (vector / np.linalg.norm(vector) if normalize else vector).tolist()
    return found


def embed(asked: Asked) -> dict[str, Any]:
    """Return the answer to `inputText`. Raises `Refusal` for what Titan does not take."""
    text, dimensions = asked.body.get("inputText"), asked.body.get("dimensions", DIMENSIONS[0])
    if not isinstance(text, str) or not text or len(text) > EMBEDDING_CHARACTERS:
        raise invalid(f"Malformed input request: inputText must have 1 to {EMBEDDING_CHARACTERS} characters.")
    if dimensions not in DIMENSIONS:
        raise invalid(f"Malformed input request: dimensions must be one of {DIMENSIONS}.")
    vector = vector_of(text, dimensions, normalize=asked.body.get("normalize", True))
    kinds = asked.body.get("embeddingTypes") or ["float"]
    by_type = {"float": vector, "binary": [int(value > 0.01) for value in vector]}
    return {
        "embedding": vector,
        "embeddingsByType": {kind: by_type[kind] for kind in kinds if kind in by_type},
        "inputTextTokenCount": tokens(len(text)),
    }
