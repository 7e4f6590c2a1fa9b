"""Sentences to vectors, behind one protocol with two implementations: a local model and Bedrock."""

from encoder.protocol import Encoder, Matrix, Vector
from encoder.sentence_vectors import meaning, pack, questions_in_time, sentences, vector_of, vectors_of, windows

__all__ = [
    "Encoder",
    "Matrix",
    "Vector",
    "meaning",
    "pack",
    "questions_in_time",
    "sentences",
    "vector_of",
    "vectors_of",
    "windows",
]
