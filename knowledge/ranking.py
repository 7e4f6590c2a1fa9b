"""How passages are ranked, and when even the best one is no answer: the same for every engine."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contracts.findings import Passage, Relevance
from encoder.protocol import Vector
from encoder.thresholds import Thresholds
from knowledge.part_vectors import BestPart, Rows, best_part
from knowledge.policy import LEXICAL_WEIGHT, RERANKED_PASSAGES, TRANSLATION_HANDICAP


class Ranked(NamedTuple):
    """One of the best passages."""

    place: int
    """Among all passages."""
    score: float
    similarity: float
    """Of its whole."""
    best_part: BestPart | None
    """Its part that is nearest to the question, if it has parts."""


def fuse(similarity: Vector, lexical: Vector) -> Vector:
    """One score a passage from those of both sides: cosine, and the share of the question's words it covers."""
    return similarity + np.float32(LEXICAL_WEIGHT) * lexical


def rank(
    similarity: Vector, lexical: Vector, vector: Vector, rows: Callable[[int], Rows], translated: NDArray[np.bool_]
) -> list[Ranked]:
    """The best passages, best first: all are ranked by their whole, then the best of them by their best part too.

    `similarity` and `lexical` hold one entry a passage, -inf where it may not be found; `rows` has its parts. The best
    are those of `translated` pages and those of others, so that neither kind crowds out the other. Of equal scores the
    first comes first.
    """
    whole = fuse(similarity, lexical)
    best = np.union1d(*(_best(np.where(kind, whole, np.float32(-np.inf))) for kind in (translated, ~translated)))
    wholes, parts = similarity[best], [best_part(rows(place), vector) for place in best.tolist()]
    nearest = [part.similarity if part else whole for part, whole in zip(parts, wholes, strict=True)]
    scores = fuse((wholes + np.array(nearest, dtype=np.float32)) / np.float32(2), lexical[best])
    scores -= np.float32(TRANSLATION_HANDICAP) * translated[best]
    order = np.argsort(-scores, kind="stable").tolist()
    return [Ranked(int(best[i]), float(scores[i]), float(wholes[i]), parts[i]) for i in order]


def _best(scores: Vector) -> NDArray[np.intp]:
    """Places of the highest scores, ascending; of equal ones the first."""
    most = min(RERANKED_PASSAGES, int(np.isfinite(scores).sum()))
    if not most:
        return np.zeros(0, dtype=np.intp)
    least = np.partition(scores, -most)[-most]
    candidates = np.flatnonzero(scores >= least)
    return np.sort(candidates[np.argsort(-scores[candidates], kind="stable")][:most])


def relevance_of(similarity: float, thresholds: Thresholds, *, across_languages: bool) -> Relevance:
    """Return what a cosine means; across languages a lower one is enough."""
    if across_languages:
        enough, sure = thresholds.answers_across_languages, thresholds.sure_across_languages
    else:
        enough, sure = thresholds.answers, thresholds.sure
    return "weak" if similarity < enough else "enough" if similarity < sure else "sure"


def answers(passages: Iterable[Passage]) -> bool:
    """Return whether any of these passages is like enough to the question to answer it."""
    return any(passage.relevance != "weak" for passage in passages)
