"""Encoders on Amazon Bedrock, through langchain-aws: Titan Text Embeddings V2 and Cohere Embed v4."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

import numpy as np
from langchain_aws import BedrockEmbeddings

from aws.errors import translated
from contracts.errors import ConfigurationError, Unavailable
from encoder.policy import BEDROCK_DIMENSIONS
from encoder.protocol import Layers, Matrix
from models.catalogue.chain import offers_for
from models.catalogue.read import model_named


class EmbeddingModel(NamedTuple):
    """A model that encodes, and what it must be told of a text."""

    name: str
    """The encoder's name, and the id of the model in its own region."""
    questions: Mapping[str, Any]
    """What a request says besides its texts, for what customers say."""
    passages: Mapping[str, Any]
    """The same for what documents say."""


TITAN: Final = EmbeddingModel("amazon.titan-embed-text-v2:0", questions={}, passages={})
COHERE: Final = EmbeddingModel(
    "cohere.embed-v4:0",
    questions={"input_type": "search_query", "embedding_types": ["float"]},
    passages={"input_type": "search_document", "embedding_types": ["float"]},
)
"""Questions of a turn are encoded once, for the search and for all heads (decision 4): so heads learn from search_query
too, and its types `classification` and `clustering` are not used."""


class BedrockEncoder:
    """Unit vectors of `BEDROCK_DIMENSIONS`. Cohere takes 96 texts a request, Titan one: that one is for small batches.

    Raises `Unavailable` when Bedrock refuses or cannot be reached.
    """

    layers = 1

    def __init__(self, model: EmbeddingModel, region: str, called: str | None = None) -> None:
        """`called` is the id by which the model is called, if not by its own: that of an inference profile."""
        self.name = model.name
        embeddings = partial(
            BedrockEmbeddings,
            model_id=called or model.name,
            region_name=region,
            normalize=True,
            dimensions=BEDROCK_DIMENSIONS,
        )
        self._questions = embeddings(model_kwargs=dict(model.questions))
        self._passages = embeddings(model_kwargs=dict(model.passages), client=self._questions.client)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say: shape (texts, 1024). Nothing is masked here, `encoder_for` sees to it."""
        return _encoded(self._questions, texts)

    def layered(self, texts: Sequence[str]) -> Layers:
        """The same as the only layer that the service tells of: shape (texts, 1, 1024)."""
        return self.questions(texts)[:, None]

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say: shape (texts, 1024)."""
        return _encoded(self._passages, texts)


def cohere_in(region: str) -> BedrockEncoder:
    """Return Cohere's encoder, called by the profile of the EU or of the US, which keeps there what comes from there.

    Raises `ConfigurationError` where it is offered neither so nor in the region itself (docs/models.md).
    """
    offer = next(offers_for(model_named("cohere-embed-4"), region), None)
    if offer is None:
        raise ConfigurationError(f"ENCODER: {COHERE.name} is not offered in {region} (docs/models.md)")
    return BedrockEncoder(COHERE, region, offer.id)


def _encoded(model: BedrockEmbeddings, texts: Sequence[str]) -> Matrix:
    with translated("bedrock"):
        try:
            vectors = np.asarray(model.embed_documents(list(texts)), dtype=np.float32)
            return vectors.reshape(len(texts), BEDROCK_DIMENSIONS)
        except ValueError as error:  # langchain's or numpy's, for an answer of another shape
            raise Unavailable("bedrock", type(error).__name__) from error
