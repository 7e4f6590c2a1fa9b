"""Amazon Titan Text Embeddings V2 on Bedrock, through langchain-aws."""

from collections.abc import Sequence

import numpy as np
from langchain_aws import BedrockEmbeddings

from aws.errors import translated
from contracts.errors import Unavailable
from encoder.protocol import Layers, Matrix

MODEL_ID = "amazon.titan-embed-text-v2:0"


class BedrockEncoder:
    """1,024 dimensions, normalised by the model. One request a text, so it is for small batches.

    Raises `Unavailable` when Bedrock refuses or cannot be reached.
    """

    name = MODEL_ID
    layers = 1

    def __init__(self, region: str) -> None:
        self._model = BedrockEmbeddings(model_id=MODEL_ID, region_name=region, normalize=True)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say: shape (texts, 1024). Nothing is masked here, `encoder_for` sees to it."""
        return self._encode(texts)

    def layered(self, texts: Sequence[str]) -> Layers:
        """The same as the only layer that the service tells of: shape (texts, 1, 1024)."""
        return self._encode(texts)[:, None]

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say: shape (texts, 1024)."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Matrix:
        with translated("bedrock"):
            try:
                return np.asarray(self._model.embed_documents(list(texts)), dtype=np.float32)
            except ValueError as error:  # langchain's, for an answer of another shape
                raise Unavailable("bedrock", type(error).__name__) from error
