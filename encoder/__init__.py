"""Sentences to vectors, behind one protocol with two implementations: a local model and Bedrock."""

from encoder.protocol import Encoder, Matrix, Vector
from encoder.sharing import pack, vector_of, vectors_of

__all__ = ["Encoder", "Matrix", "Vector", "pack", "vector_of", "vectors_of"]
