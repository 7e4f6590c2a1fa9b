"""Titan Text Embeddings V2 and Cohere Embed v4 over InvokeModel: vectors of pieces of words, the same at any time.

Bodies and answers: docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html and
model-parameters-embed-v4.html there (December 2026). Of Cohere's, pictures are not spoken.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from zlib import crc32

from infra.bedrock.asked import Asked
from infra.bedrock.policy import COHERE_DIMENSIONS, COHERE_TEXTS, DIMENSIONS, EMBEDDING_CHARACTERS, PIECE
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


_INPUT_TYPES: Final = ("search_document", "search_query", "classification", "clustering")
_TRUNCATIONS: Final = ("NONE", "LEFT", "RIGHT")
_Numbers = list[float]
_BY_TYPE: Final[Mapping[str, Callable[[_Numbers], _Numbers]]] = {
    "float": list,
    "int8": lambda vector: [round(127 * value) for value in vector],
    "uint8": lambda vector: [round(127 * value) + 128 for value in vector],
}


def embed_each(asked: Asked) -> dict[str, Any]:
    """Return Cohere's answer to `texts`. Raises `Refusal` for what it does not take."""
    body = asked.body
    texts, kinds = body.get("texts"), body.get("embedding_types")
    dimensions = body.get("output_dimension", COHERE_DIMENSIONS[0])
    if not isinstance(texts, list) or not 0 < len(texts) <= COHERE_TEXTS or not all(isinstance(t, str) for t in texts):
        raise invalid(f"Malformed input request: texts must have 1 to {COHERE_TEXTS} texts.")
    allowed = (
        ("input_type", [body.get("input_type")], _INPUT_TYPES),
        ("output_dimension", [dimensions], COHERE_DIMENSIONS),
        ("truncate", [body.get("truncate", "NONE")], _TRUNCATIONS),
        ("embedding_types", kinds or [], tuple(_BY_TYPE)),
    )
    for name, given, known in allowed:
        if not set(given) <= set(known):
            raise invalid(f"Malformed input request: {name} must be one of {known}.")
    vectors = [vector_of(text, dimensions) for text in texts]
    by_type = {kind: [_BY_TYPE[kind](vector) for vector in vectors] for kind in kinds or ()}
    return {
        "id": f"{crc32(repr(texts).encode()):08x}",
        "response_type": "embeddings_by_type" if kinds else "embeddings_floats",
        "embeddings": by_type if kinds else vectors,
        "texts": texts,
    }
