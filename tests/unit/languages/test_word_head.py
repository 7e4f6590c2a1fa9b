"""Heads that read words alone."""

import numpy as np
import pytest

from languages.ngrams import PLACES, ngrams
from languages.word_head import NgramWeights, WordHead


def test_many_texts_are_judged_as_each_alone() -> None:
    lot = np.random.default_rng(3)
    places = np.sort(lot.choice(PLACES, PLACES // 3, replace=False)).astype(np.int32)
    weights = lot.normal(size=(len(places), 3)).astype(np.float16)
    idf = lot.uniform(1, 9, PLACES).astype(np.float32)
    head = WordHead(("a", "b", "c"), np.array([0.1, 0.0, -0.2], dtype=np.float32), NgramWeights(idf, places, weights))
    texts = [ngrams(text) for text in ("the brakes, the brakes failed", "", "hé", "no fire at all")]
    alone = [head.judge(found) for found in texts]
    for shares, expected in zip(head.judge_each(texts), alone, strict=True):
        assert shares == pytest.approx(expected, abs=1e-5)
