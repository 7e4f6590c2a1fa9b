"""Hybrid search: likeness of meaning and shared words, fused."""

import numpy as np

from contracts.findings import Passage
from contracts.policy import LEXICAL_WEIGHT, MIN_PASSAGE_LEAD, PASSAGES_PER_TURN, SURE_PASSAGE_SIMILARITY
from encoder.protocol import Vector
from knowledge.index import Index


def search(index: Index, question: str, vector: Vector, most: int = PASSAGES_PER_TURN) -> tuple[Passage, ...]:
    """The best passages for a question, best first; none if even the best is too unlike it."""
    similarity = index.vectors @ vector
    fused = fuse(similarity, index.lexical.scores(question))
    best = np.argsort(-fused, kind="stable")[:most]
    closest = float(similarity[best].max())
    if closest < SURE_PASSAGE_SIMILARITY and closest - similarity.mean() < MIN_PASSAGE_LEAD:
        return ()
    return tuple(_passage(index, int(i), float(fused[i]), float(similarity[i])) for i in best)


def fuse(similarity: Vector, lexical: Vector) -> Vector:
    """One score a passage from those of both engines: cosine, and the share of the question's words it covers."""
    return similarity + np.float32(LEXICAL_WEIGHT) * lexical


def _passage(index: Index, i: int, score: float, similarity: float) -> Passage:
    stored = index.passages[i]
    return Passage(
        id=stored.id,
        title=stored.title,
        section=stored.section,
        text=stored.text,
        score=round(score, 4),
        similarity=round(similarity, 4),
        source=stored.source,
        language=stored.language,
    )
