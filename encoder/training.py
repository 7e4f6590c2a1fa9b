"""Training a head: encode the sentences with progress, fit a logistic regression."""

import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from encoder.batches import encode_in_batches
from encoder.head import LinearHead
from encoder.protocol import Encoder, Matrix

_BATCH: Final = 64


def encode_all(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """Vectors of all texts, shape (texts, dimensions), with a progress line on stderr."""
    started = time.monotonic()

    def show(done: int, total: int) -> None:
        elapsed = time.monotonic() - started
        print(f"\r  encoded {done:>6}/{total}  {elapsed:5.0f} s", end="", file=sys.stderr, flush=True)

    vectors = encode_in_batches(encoder.questions, texts, show, _BATCH)
    print(file=sys.stderr)
    return vectors


def fit_head(
    encoder: Encoder,
    vectors: Matrix,
    labels: Sequence[str],
    regularisation: float,
    prior: Mapping[str, float] | None = None,
) -> LinearHead:
    """Multinomial logistic regression, weighted as if each label were as frequent as `prior` says; default: all alike.

    `regularisation` is scikit-learn's C: larger fits closer.
    """
    counts = Counter(labels)
    wanted = prior or {label: 1 / len(counts) for label in counts}
    weight = {label: wanted[label] * len(labels) / count for label, count in counts.items()}
    model = LogisticRegression(C=regularisation, max_iter=2000, class_weight=weight)
    model.fit(vectors, list(labels))
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn then keeps one row: how much the second label leads the first
        rows, bias = np.vstack([-rows, rows]) / 2, np.concatenate([-bias, bias]) / 2
    return LinearHead(
        encoder.name,
        tuple(str(name) for name in model.classes_),
        rows.astype(np.float32),
        bias.astype(np.float32),
    )
