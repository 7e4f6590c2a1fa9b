"""How passages are ranked, and when even the best one is no answer: the same for every engine."""

from collections.abc import Iterable

import numpy as np

from contracts.findings import Passage
from contracts.policy import LEXICAL_WEIGHT, MIN_SIMILARITY, MIN_SIMILARITY_ACROSS_LANGUAGES
from encoder.protocol import Vector


def fuse(similarity: Vector, lexical: Vector) -> Vector:
    """One score a passage from those of both sides: cosine, and the share of the question's words it covers."""
    return similarity + np.float32(LEXICAL_WEIGHT) * lexical


def answers(passages: Iterable[Passage], language: str) -> bool:
    """Whether any of these passages is like enough to a question in this language to answer it."""
    return any(passage.similarity >= least_similarity(passage.language, language) for passage in passages)


def least_similarity(passage_language: str, question_language: str) -> float:
    """The cosine from which a passage answers."""
    return MIN_SIMILARITY if passage_language == question_language else MIN_SIMILARITY_ACROSS_LANGUAGES
