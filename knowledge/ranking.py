"""How passages are ranked: the same for every engine."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Vector
from knowledge.part_vectors import Rows, cosines_of
from knowledge.policy import LEXICAL_WEIGHT, RERANKED_PASSAGES, TRANSLATION_HANDICAP


class Ranked(NamedTuple):
    """One of the best passages."""

    place: int
    """Among all passages."""
    score: float
    similarity: float
    """Of its whole."""
    cosines: Vector
    """Of its parts, in the order of `StoredPassage.part_texts`; empty where it has none."""
    rows: Rows
    """The parts themselves."""


def fuse(similarity: Vector, lexical: Vector) -> Vector:
    """One score a passage from those of both sides: cosine, and the share of the question's words it covers."""
    return similarity + np.float32(LEXICAL_WEIGHT) * lexical


def rank(
    similarity: Vector,
    lexical: Vector,
    vector: Vector,
    rows: Callable[[int], Rows],
    translated: NDArray[np.bool_],
    beside: Sequence[int] = (),
) -> list[Ranked]:
    """The best passages, best first: all are ranked by their whole, then the best of them by their best part too.

    `similarity` and `lexical` hold one entry a passage, -inf where it may not be found; `rows` has its parts. The best
    are those of `translated` pages and those of others, so that neither kind crowds out the other; those `beside` what
    was quoted last are looked at in any case. Of equal scores the first comes first.
    """
    whole = fuse(similarity, lexical)
    of_kinds = [_best(np.where(kind, whole, np.float32(-np.inf))) for kind in (translated, ~translated)]
    quoted = [place for place in beside if np.isfinite(whole[place])]
    best = np.unique(np.concatenate([*of_kinds, np.array(quoted, dtype=np.intp)]))
    wholes, parts = similarity[best], [rows(place) for place in best.tolist()]
    found = [cosines_of(part, vector) for part in parts]
    nearest = [cosines.max() if len(cosines) else whole for cosines, whole in zip(found, wholes, strict=True)]
    scores = fuse((wholes + np.array(nearest, dtype=np.float32)) / np.float32(2), lexical[best])
    scores -= np.float32(TRANSLATION_HANDICAP) * translated[best]
    order = np.argsort(-scores, kind="stable").tolist()
    return [Ranked(int(best[i]), float(scores[i]), float(wholes[i]), found[i], parts[i]) for i in order]


def _best(scores: Vector) -> NDArray[np.intp]:
    """Places of the highest scores, ascending; of equal ones the first."""
    most = min(RERANKED_PASSAGES, int(np.isfinite(scores).sum()))
    if not most:
        return np.zeros(0, dtype=np.intp)
    least = np.partition(scores, -most)[-most]
    candidates = np.flatnonzero(scores >= least)
    return np.sort(candidates[np.argsort(-scores[candidates], kind="stable")][:most])
