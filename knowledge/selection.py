"""From ranked passages to those that are shown: the best, none twice, and none at all if nothing answers."""

from collections.abc import Iterator, Sequence
from typing import Final

from contracts.errors import ConfigurationError
from contracts.findings import Passage
from encoder.thresholds import Thresholds
from knowledge.duplicates import deduplicate
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import SAME_PAGE_BONUS
from knowledge.ranking import Ranked, answers, relevance_of
from observe.log import log

_RankedPassage = tuple[StoredPassage, Ranked]

SPARE: Final = 2
"""Passages that are looked at for each one wanted, since some repeat what a better one says."""


def select(
    passages: Sequence[StoredPassage],
    ranked: Sequence[Ranked],
    thresholds: Thresholds,
    most: int,
    language: str,
    after: str | None = None,
) -> tuple[Passage, ...]:
    """At most `most` of the ranked passages, best first; none if even the best is too unlike a question in `language`.

    `passages` are all, of which `ranked` names places; `thresholds` are those of their encoder. `after` is the id of
    the passage that the last answer quoted.
    """
    considered = ranked if after else ranked[: SPARE * most]
    best = list(_readable(passages, considered))
    if after:
        best = _asked_on(best, after)[: SPARE * most]
    kept = _distinct([passage for passage, _ in best])[:most]
    chosen = tuple(_found(passage, one, thresholds, language) for passage, one in best if passage.id in kept)
    return chosen if answers(chosen) else ()


def _readable(passages: Sequence[StoredPassage], ranked: Sequence[Ranked]) -> Iterator[_RankedPassage]:
    """Those that can be read, with their rank. A broken line of an index costs the answer that passage alone."""
    for one in ranked:
        try:
            yield passages[one.place], one
        except ConfigurationError as error:
            log("error", "malformed passage", {"reason": str(error)})


def _asked_on(ranked: Sequence[_RankedPassage], after: str) -> list[_RankedPassage]:
    """Ranked passages, best first, once others on the page of `after` have their bonus."""
    scored = [
        (passage, one._replace(score=one.score + SAME_PAGE_BONUS) if _beside(passage.id, after) else one)
        for passage, one in ranked
    ]
    return sorted(scored, key=lambda one: -one[1].score)


def _beside(found: str, after: str) -> bool:
    return found != after and page_of(found) == page_of(after)


def _found(passage: StoredPassage, ranked: Ranked, thresholds: Thresholds, language: str) -> Passage:
    shared = passage.model_dump(include=set(Passage.model_fields))
    best = passage.part_at(ranked.best_part.row) if ranked.best_part else ""
    similarity = round(ranked.similarity, 4)
    relevance = relevance_of(similarity, thresholds, across_languages=passage.language != language)
    return Passage(**shared, best_part=best, score=round(ranked.score, 4), similarity=similarity, relevance=relevance)


def _distinct(passages: Sequence[StoredPassage]) -> list[str]:
    """Ids of passages, best first, without those that say what a better one says about the same vehicles.

    Ingestion keeps passages that stand under different headings or have different dates; here all of them hold and one
    is enough.
    """
    alike = {"title": "", "section": "", "audience": "customer", "valid_from": None, "valid_until": None}
    return [passage.id for passage in deduplicate([passage.changed(**alike) for passage in passages])]
