"""From scored passages to those that are shown: the best, none twice, and none at all if nothing answers."""

from collections.abc import Sequence
from typing import Final

from contracts.findings import Passage
from encoder.protocol import Vector
from knowledge.duplicates import fold
from knowledge.passages import StoredPassage
from knowledge.ranking import answers

SPARE: Final = 2
"""Passages that are looked at for each one wanted, since some repeat what a better one says."""


def select(
    passages: Sequence[StoredPassage], similarity: Vector, scores: Vector, most: int, language: str
) -> tuple[Passage, ...]:
    """At most `most` of these passages, best first; none if even the best is too unlike a question in `language`.

    The passages come best first; `similarity` and `scores` (see `ranking.rank`) hold one entry each.
    """
    best = range(len(passages))[: SPARE * most]
    found = {passages[i].id: passages[i].found(float(scores[i]), float(similarity[i])) for i in best}
    chosen = tuple(found[id_] for id_ in _distinct([passages[i] for i in best])[:most])
    return chosen if answers(chosen, language) else ()


def _distinct(passages: Sequence[StoredPassage]) -> list[str]:
    """Ids of passages, best first, without those that say what a better one says about the same vehicles.

    Folding at ingestion keeps passages apart that stand under different headings or have different dates; here all of
    them hold and one is enough.
    """
    apart = {"title": "", "section": "", "audience": "customer", "valid_from": None, "valid_until": None}
    return [passage.id for passage in fold([passage.model_copy(update=apart) for passage in passages])]
