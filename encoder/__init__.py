"""Sentences to vectors, behind one protocol with two implementations: a local model, and models on Bedrock."""

from encoder.protocol import Encoder, Layers, Matrix, Vector
from encoder.sentence_vectors import (
    layered_in_time,
    layers_of,
    meaning,
    pack,
    questions_in_time,
    sentences,
    tone,
    vector_of,
    vectors_of,
    windows,
)

__all__ = [
    "Encoder",
    "Layers",
    "Matrix",
    "Vector",
    "layered_in_time",
    "layers_of",
    "meaning",
    "pack",
    "questions_in_time",
    "sentences",
    "tone",
    "vector_of",
    "vectors_of",
    "windows",
]
