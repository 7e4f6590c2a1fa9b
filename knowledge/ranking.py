"""How passages are ranked, and when even the best one is no answer: the same for every engine."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.findings import Passage
from contracts.policy import LEXICAL_WEIGHT, MIN_SIMILARITY, MIN_SIMILARITY_ACROSS_LANGUAGES, RERANKED_PASSAGES
from encoder.protocol import Vector
from knowledge.parts import Rows, likest


class Ranking(NamedTuple):
    """The best passages, best first: their places among all, and their scores."""

    places: NDArray[np.intp]
    scores: Vector


def fuse(similarity: Vector, lexical: Vector) -> Vector:
    """One score a passage from those of both sides: cosine, and the share of the question's words it covers."""
    return similarity + np.float32(LEXICAL_WEIGHT) * lexical


def rank(similarity: Vector, lexical: Vector, vector: Vector, rows: Callable[[int], Rows]) -> Ranking:
    """The best passages in two steps: all of them by their whole, then the best of those by their likest part too.

    `similarity` and `lexical` hold one entry a passage, -inf where it may not be found; `rows` has its parts.
    Of equal scores the first comes first.
    """
    best = _best(fuse(similarity, lexical))
    parts = [rows(place) for place in best.tolist()]
    wholes = similarity[best]
    near = [likest(found, vector) if len(found) else whole for found, whole in zip(parts, wholes, strict=True)]
    scores = fuse((wholes + np.array(near, dtype=np.float32)) / np.float32(2), lexical[best])
    order = np.argsort(-scores, kind="stable")
    return Ranking(best[order], scores[order])


def _best(scores: Vector) -> NDArray[np.intp]:
    """Places of the highest scores, ascending; of equal ones the first."""
    most = min(RERANKED_PASSAGES, int(np.isfinite(scores).sum()))
    if not most:
        return np.zeros(0, dtype=np.intp)
    least = np.partition(scores, -most)[-most]
    candidates = np.flatnonzero(scores >= least)
    return np.sort(candidates[np.argsort(-scores[candidates], kind="stable")][:most])


def answers(passages: Iterable[Passage], language: str) -> bool:
    """Whether any of these passages is like enough to a question in this language to answer it."""
    return any(passage.similarity >= least_similarity(passage.language, language) for passage in passages)


def least_similarity(passage_language: str, question_language: str) -> float:
    """The cosine from which a passage answers."""
    return MIN_SIMILARITY if passage_language == question_language else MIN_SIMILARITY_ACROSS_LANGUAGES
