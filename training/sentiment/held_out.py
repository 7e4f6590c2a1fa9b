"""How probable a danger each sentence of `danger.yaml` is to a head that never saw it."""

import sys
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from danger.words import HARMLESS
from encoder import Encoder
from languages.ngrams import ngrams
from training.fit import fit_head
from training.sentiment.danger import danger_pairs, written_pairs
from training.sentiment.train import DANGER
from training.vectors import encode_all

FOLDS: Final = 5
"""Heads that are trained, each without another part of all sentences."""


def judged_dangers(encoder: Encoder, tweets: Path) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the probability of danger of each sentence, and whether it is one; `tweets` holds a folder a language."""
    texts, kinds = zip(*danger_pairs(tweets), strict=True)
    vectors, written = encode_all(encoder, texts), len(written_pairs())
    dangers = np.zeros(written, dtype=np.float32)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(vectors, kinds)
    for number, (learnt, held) in enumerate(folds, start=1):
        print(f"\r  judging danger, part {number}/{FOLDS}", end="", file=sys.stderr, flush=True)
        head = fit_head(encoder.name, vectors[learnt], [texts[i] for i in learnt], [kinds[i] for i in learnt], DANGER)
        for i in held[held < written]:  # those of the file come first
            dangers[i] = 1 - head.probabilities(vectors[i], ngrams(texts[i]))[HARMLESS]
    print(file=sys.stderr)
    return dangers, np.array([kind != HARMLESS for kind in kinds[:written]])
