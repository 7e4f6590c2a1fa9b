"""Sentences to vectors, behind one protocol with two implementations: a local model and Bedrock."""

from encoder.protocol import Encoder, Layers, Matrix, Vector
from encoder.sentence_vectors import (
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
