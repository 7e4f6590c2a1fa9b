"""Heads that answer the same whatever is said."""

import numpy as np

from agents.intent.probable import Heads
from agents.intent.scope import Scope, Space
from encoder import Encoder
from encoder.head import LinearHead


def certain(**shares: float) -> LinearHead:
    """A head that gives every vector of one dimension these probabilities."""
    return _of("toy", 1, shares)


def fixed(encoder: Encoder, **shares: float) -> LinearHead:
    """The same over vectors of an encoder."""
    return _of(encoder.name, encoder.questions(["a"]).shape[1], shares)


def _of(encoder: str, dimensions: int, shares: dict[str, float]) -> LinearHead:
    bias = np.log(np.array(list(shares.values()), dtype=np.float32))
    return LinearHead(encoder, tuple(shares), np.zeros((len(shares), dimensions), dtype=np.float32), bias)


def in_scope(head: LinearHead) -> Heads:
    """The head beside a judge for whom everything is in scope."""
    zeros = np.zeros(head._weights.shape[1], dtype=np.float32)
    space = Space(zeros, np.eye(len(zeros), dtype=np.float32), zeros + 1, zeros[None], zeros[None])
    return Heads(head, Scope(head.encoder, space, zeros, np.zeros(3, dtype=np.float32), 50.0))
