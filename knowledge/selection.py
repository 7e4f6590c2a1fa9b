"""From ranked passages to those that are shown: what answers, best first, none twice; none if nothing answers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contracts.errors import ConfigurationError
from contracts.findings import Passage
from knowledge.duplicates import deduplicate
from knowledge.judge import Judge
from knowledge.judge.evidence import Found, measures
from knowledge.lexical import Rarity
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import ANSWERS, JUDGED_PASSAGES, SAME_PAGE_BONUS
from knowledge.ranking import Ranked
from observe.log import log


class Asked(NamedTuple):
    """What is known of a question."""

    language: str
    """ISO 639-1."""
    rarity: Rarity
    after: str | None = None
    """Id of the passage that the last answer quoted."""
    least: float = ANSWERS
    """From which probability on a passage answers."""


def select(
    passages: Sequence[StoredPassage], ranked: Sequence[Ranked], judge: Judge, asked: Asked, most: int
) -> tuple[Passage, ...]:
    """At most `most` of the ranked passages, those that answer, the most probable answer first.

    Those in several languages come as they are ranked: each language has weights of its own.

    `passages` are all, of which `ranked` names places; `judge` is that of their encoder.
    """
    found = candidates(passages, ranked, asked.after)
    places = to_judge(found, asked.language, max(JUDGED_PASSAGES, most))
    judged = judge.probabilities(
        measures(found, asked.rarity, places), [found[place].passage.language == asked.language for place in places]
    )
    shown = [_shown(found[place], float(answers)) for place, answers in zip(places, judged, strict=True)]
    answering = [passage for passage in shown if passage.answers >= asked.least]
    if len({passage.language for passage in answering}) == 1:
        answering.sort(key=lambda passage: -passage.answers)
    return tuple(answering[:most])


def to_judge(found: Sequence[Found], language: str, most: int = JUDGED_PASSAGES) -> list[int]:
    """Places of those that are judged: the best in the question's language and as many in others, ascending.

    How they are ranked says little of passages in different languages.
    """
    in_language = [place for place, one in enumerate(found) if one.passage.language == language]
    others = [place for place, one in enumerate(found) if one.passage.language != language]
    return sorted(in_language[:most] + others[:most])


def candidates(passages: Sequence[StoredPassage], ranked: Sequence[Ranked], after: str | None) -> list[Found]:
    """The ranked passages, best first; none that says what a better one says among those that may be judged."""
    best = list(_readable(passages, ranked))
    if after:
        best = _asked_on(best, after)
    looked_at = 2 * JUDGED_PASSAGES
    kept = _distinct([one.passage for one in best[:looked_at]])
    return [one for one in best[:looked_at] if one.passage.id in kept] + best[looked_at:]


def _readable(passages: Sequence[StoredPassage], ranked: Sequence[Ranked]) -> Iterator[Found]:
    """Those that can be read, with their rank. A broken line of an index costs the answer that passage alone."""
    for one in ranked:
        try:
            yield Found(passages[one.place], one)
        except ConfigurationError as error:
            log("error", "malformed passage", {"reason": str(error)})


def _asked_on(found: Sequence[Found], after: str) -> list[Found]:
    """Ranked passages, best first, once others on the page of `after` have their bonus."""
    scored = [
        Found(passage, one._replace(score=one.score + SAME_PAGE_BONUS) if _beside(passage.id, after) else one)
        for passage, one in found
    ]
    return sorted(scored, key=lambda one: -one.ranked.score)


def _beside(found: str, after: str) -> bool:
    return found != after and page_of(found) == page_of(after)


def _shown(found: Found, answers: float) -> Passage:
    passage, ranked = found
    return Passage(
        **passage.model_dump(include=set(Passage.model_fields)),
        best_part=passage.best_part(ranked.cosines.tolist()),
        score=round(ranked.score, 4),
        similarity=round(ranked.similarity, 4),
        answers=round(answers, 4),
    )


def _distinct(passages: Sequence[StoredPassage]) -> set[str]:
    """Ids of passages, best first, without those that say what a better one says about the same vehicles.

    Ingestion keeps passages that stand under different headings or have different dates; here all of them hold and one
    is enough.
    """
    alike = {"title": "", "section": "", "audience": "customer", "valid_from": None, "valid_until": None}
    return {passage.id for passage in deduplicate([passage.changed(**alike) for passage in passages])}
