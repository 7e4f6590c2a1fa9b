"""Fitting the judge of what is out of scope.

What customers ask beside our subject is endless, and the sentences at hand come from some topics only. So all that is
weighed is weighed on topics that were not learnt from, beside others that were: each fold learns without one topic of
CLINC150's sentences out of scope, and without an eighth of those of the other topics and of those in scope, and judges
what it learnt without.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from sklearn.linear_model import LogisticRegression

from agents.intent.scope import OUT_OF_SCOPE, Scope, Space
from encoder import Matrix, Vector
from training.intent.examples import Example

KEPT: Final = 0.96
"""Least share of the sentences in scope, real and synthetic each, that the judge leaves in scope without having seen
them, nor the topic beside them. It leaves 0.95 a margin; 0.95 and 0.97 find 0.03 more and 0.04 less of unseen topics
(mean over topics)."""
_LOAD: Final = 0.05
"""What is added to each variance, in shares of the mean one: few sentences hardly tell how much an intent spreads."""
_REGULARISATION: Final = 0.1
"""scikit-learn's C for the linear part, over vectors whose mean variance is 1; ten times more changes nothing."""
BLOCKS: Final = 8
"""As many as there are topics."""
MIXED: Final = "mixed"
"""The topic of CLINC150's sentences that fit none of its labels: most like what a stranger would ask."""

Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Sentences(NamedTuple):
    """What the judge learns from, one entry a sentence."""

    vectors: Matrix
    outside: Flags
    """Whether it is out of scope."""
    classes: NDArray[np.str_]
    topics: NDArray[np.str_]
    """Of real sentences out of scope; empty for all others, which every fold learns from unless they are in scope."""
    real: Flags
    blocks: Rows
    """In which eighth of its class a sentence stands; translations stand near each other."""

    def chosen(self, rows: Rows | Flags) -> "Sentences":
        """Return some of them."""
        vectors, outside, classes, topics, real, blocks = self
        return Sentences(vectors[rows], outside[rows], classes[rows], topics[rows], real[rows], blocks[rows])

    def without(self, topic: str, block: int) -> Flags:
        """Return which sentences a fold learns from that holds back a topic, and a block of all other sentences.

        Only of ours (synthetic) out of scope it holds none back.
        """
        always = self.outside & ~self.real
        learnt: Flags = (self.topics != topic) & ((self.blocks != block) | always)
        return learnt

    @property
    def foreign(self) -> Flags:
        """Which are of a foreign class: real ones, unless they are mixed; the mean of those lies amid everything."""
        foreign: Flags = (self.topics != "") & (self.topics != MIXED)
        return foreign


class Looked(NamedTuple):
    """Looks at sentences that were held back."""

    looks: Matrix
    inside: Flags
    real: Flags


class Parts(NamedTuple):
    """What the judge looks at, before it is weighed."""

    space: Space
    direction: Vector
    offset: float

    def look(self, vectors: Matrix) -> Matrix:
        """Return what there is to weigh: the linear part and the distances, shape (vectors, 4)."""
        linear = (vectors - self.space.mean) @ self.direction + self.offset
        return np.column_stack([linear, self.space.distances(vectors)])


def sentences_of(examples: Sequence[Example], vectors: Matrix) -> Sentences:
    """Return examples with what folds need to know of them."""
    classes = np.array([example.label for example in examples])
    within = np.zeros(len(examples), dtype=np.intp)
    for name in np.unique(classes):
        rows = np.flatnonzero(classes == name)
        within[rows] = np.arange(len(rows)) * BLOCKS // len(rows)
    return Sentences(
        vectors,
        np.array([example.intent == OUT_OF_SCOPE for example in examples]),
        classes,
        np.array([example.topic for example in examples]),
        np.array([example.real for example in examples]),
        within,
    )


def fit_scope(encoder: str, known: Sentences) -> Scope:
    """Return the judge, weighed on topics and sentences held back in turn."""
    weights, border = weighed(held_back(known))
    space, direction, offset = fit_parts(known)
    return Scope(
        encoder,
        space,
        (direction * weights[0]).astype(np.float32),
        weights[1:].astype(np.float32),
        float(offset * weights[0] - border),
    )


def held_back(known: Sentences) -> Looked:
    """Return looks at sentences by parts that did not see them, nor, of one topic at a time, any of their topic."""
    folds = [known.without(topic, number % BLOCKS) for number, topic in enumerate(topics_of(known))]
    held = [known.chosen(~learnt) for learnt in folds]
    looks = [fit_parts(known.chosen(learnt)).look(part.vectors) for learnt, part in zip(folds, held, strict=True)]
    return Looked(
        np.vstack(looks),
        np.concatenate([~part.outside for part in held]),
        np.concatenate([part.real for part in held]),
    )


def weighed(looked: Looked) -> tuple[NDArray[np.float64], float]:
    """Return the weight of each look, and the border: the score that `KEPT` of those in scope reach."""
    looks, inside, real = looked
    scale = looks.std(axis=0)
    weights = LogisticRegression(class_weight="balanced").fit(looks / scale, inside).coef_[0] / scale
    scores = looks @ weights
    border = min(np.quantile(scores[inside & of], 1 - KEPT) for of in (real, ~real) if (inside & of).any())
    return weights, float(border)


def topics_of(known: Sentences) -> list[str]:
    """Return the topics of the real sentences out of scope."""
    return sorted(set(known.topics.tolist()) - {""})


def fit_parts(known: Sentences) -> Parts:
    """Return what the judge looks at, learnt from some sentences."""
    space, scale = _fit_space(known)
    line = LogisticRegression(C=_REGULARISATION, max_iter=200, class_weight="balanced")
    line.fit((known.vectors - space.mean) / scale, ~known.outside)
    return Parts(space, (line.coef_[0] / scale).astype(np.float32), float(line.intercept_[0]))


def _fit_space(known: Sentences) -> tuple[Space, float]:
    """Return the space and the deviation of a vector's number: of sentences in scope, so that no topic moves them."""
    everything = known.vectors.astype(np.float64)
    mean = everything[~known.outside].mean(axis=0)
    everything -= mean
    ours = everything[~known.outside]
    centres, numbers = _centres(ours, known.classes[~known.outside])
    foreign, _ = _centres(everything[known.foreign], known.classes[known.foreign])
    variance = float((ours**2).mean())
    load = _LOAD * variance * np.eye(ours.shape[1])
    spread, axes = eigh(_covariance(ours) + load, _covariance(ours - centres[numbers]) + load)
    space = Space(*(part.astype(np.float32) for part in (mean, axes.T, spread, centres @ axes, foreign @ axes)))
    return space, variance**0.5


def _centres(rows: NDArray[np.float64], classes: NDArray[np.str_]) -> tuple[NDArray[np.float64], Rows]:
    """Return the mean of the rows of each class, and which of these means is each row's."""
    names, numbers = np.unique(classes, return_inverse=True)
    return np.array([rows[numbers == number].mean(axis=0) for number in range(len(names))]), numbers


def _covariance(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    covariance: NDArray[np.float64] = rows.T @ rows / len(rows)
    return covariance
