"""Heads made for tests: what they say is known, whatever the ones in use have learned."""

import numpy as np

from danger.pieces import pieces
from guards.attacks import HARMLESS
from languages.ngrams import PLACES
from languages.word_head import NgramWeights, WordHead

_NOTHING = NgramWeights(np.zeros(PLACES, np.float32), np.zeros(1, np.int32), np.zeros((1, 2), np.float16))


def head_saying(**shares: float) -> WordHead:
    """Return a head that finds these shares of attacks, one kind of them, in whatever it reads."""
    ((kind, share),) = shares.items()
    bias = np.log(np.array([1 - share, share], np.float32) + 1e-9)
    return WordHead((HARMLESS, kind), bias, _NOTHING)


def head_that_knows(kind: str, word: str) -> WordHead:
    """Return a head that finds `kind` in a window with the word, and nothing in any other."""
    places = pieces(word).places
    weights = np.zeros((len(places), 2), np.float16)
    weights[:, 1] = 60
    known = NgramWeights(np.ones(PLACES, np.float32), places.astype(np.int32), weights)
    return WordHead((HARMLESS, kind), np.array([8.0, 0.0], np.float32), known)
