"""What speaks for or against a passage as the answer to a question: the same measures for every engine.

Most compare a passage with the others that were found: one that answers stands out. A passage that answers has its like
in other languages, and for other models, so it is compared only with those beside which one might quote it. What is
above the background is thus free of how alike the encoder finds all texts of one language, and passages in several
languages can be told apart by it.
"""

from collections.abc import Sequence
from functools import lru_cache
from statistics import fmean
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Vector
from knowledge.lexical import Rarity, pieces, split
from knowledge.part_vectors import Rows
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import BACKGROUND_FROM, NEXT_PASSAGES
from knowledge.question_space import QuestionSpace
from knowledge.ranking import Ranked

Measures = NDArray[np.float64]
"""One row a passage, one column for each of `MEASURES`; not a number where there is nothing to compare with."""
_TEXTS_KEPT: Final = 500
"""Passages whose pieces are kept in memory, some 30 kB each; cutting one takes 0.5 ms."""


class Found(NamedTuple):
    """A passage that was found for a question."""

    passage: StoredPassage
    ranked: Ranked


class Meant(NamedTuple):
    """What a question means, as a vector, and where it is compared with what passages answer."""

    vector: Vector
    space: QuestionSpace


class _Likeness(NamedTuple):
    """Cosines with the question."""

    part: float
    """Of the part that is nearest; of the whole where it has no parts."""
    heading: float | None
    """Of the heading, or of the question beside it that is nearest; None where there is neither."""
    second: float
    """Of the second nearest of these; not a number where there is none."""


MEASURES: Final = (
    "whole",
    "part",
    "whole_above_background",
    "part_above_background",
    "heading_above_background",
    "heading_above_part",
    "has_heading",
    "score_above_others",
    "score_above_best_other",
    "leads",
    "covered",
    "rarity",
    "things_covered",
    "things_covered_above_others",
    "things_in_heading",
    "heading_asked_for",
    "things_asked",
    "second_heading_above_background",
    "question_nearest",
    "question_centre",
    "question_above_best_other",
    "question_above_others",
)
"""The cosine of the whole and of the best part, and how far each, and that of the heading, is above those of passages
far behind; how far the heading's is above the part's, and whether there is a heading; how far the score is above
that of the others, the best of which may answer too and does not count, and above that one; whether no other scores
more; the share of the question's words that the passage holds, by rarity; how rare these are, against one that no
passage holds. Then the things that the question is about, by rarity: the share that the passage is about too, and
how far that is above the best of the others that are judged; the share that stands in its heading; the share of the
heading's things that are asked for; how many are asked for. Then how far the cosine of the second nearest heading or
question is above that of passages far behind: a section that is meant has several questions near, one that is not has
one by chance. Last, in the space of questions, the cosine of the nearest of these and that of their centre, and how far
both together are above the best and above the mean of the others that are judged."""

CIRCUMSTANCES: Final = ("in_one_language", "has_questions")
"""Under which measures weigh otherwise: question and passage are in one language; questions of customers stand beside
the passage, so that its nearest is near to whatever is asked."""


def circumstances(passages: Sequence[StoredPassage], language: str) -> NDArray[np.bool_]:
    """Tell which of `CIRCUMSTANCES` hold for each passage and a question in a language, shape (passages, 2)."""
    held = [(passage.language == language, bool(passage.questions)) for passage in passages]
    return np.array(held, dtype=bool).reshape(len(held), len(CIRCUMSTANCES))


def measures(found: Sequence[Found], rarity: Rarity, meant: Meant, judged: Sequence[int]) -> Measures:
    """Measure those at the places `judged` of the passages that were found, which come best first and none twice."""
    question = _Question(found, rarity, meant, judged)
    rows = [question.row(place) for place in judged]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(MEASURES))


class _Question:
    """What was found for one question, read once for all its rows."""

    def __init__(self, found: Sequence[Found], rarity: Rarity, meant: Meant, judged: Sequence[int]) -> None:
        self._found, self._rarity = found, rarity
        self._words, self._things = rarity.split()
        self._likeness = [_likeness(one) for one in found]
        self._held = {place: _pieces(found[place].passage.searchable()) for place in judged}
        self._covered = {place: self._things.covered(held) for place, held in self._held.items()}
        towards = meant.space.towards(meant.vector)
        self._asked = {place: meant.space.alike(towards, _asked(found[place])) for place in judged}

    def row(self, place: int) -> list[float]:
        passage, ranked = self._found[place]
        part, heading, second = self._likeness[place]
        alike = [i for i, other in enumerate(self._found) if _compete(passage, other.passage)]
        others = [i for i in alike if i != place]
        elsewhere = [i for i in others if page_of(self._found[i].passage.id) != page_of(passage.id)]
        scores = sorted((self._found[i].ranked.score for i in elsewhere), reverse=True)
        behind, covered = alike[BACKGROUND_FROM:], self._covered[place]
        heading_behind = self._heading_behind(behind)
        headed = frozenset(split(_pieces(passage.section))[1])
        return [
            ranked.similarity,
            part,
            ranked.similarity - _mean([self._found[i].ranked.similarity for i in behind]),
            part - _mean([self._likeness[i].part for i in behind]),
            np.nan if heading is None else heading - heading_behind,
            0.0 if heading is None else heading - part,
            float(heading is not None),
            ranked.score - _mean(scores[1:NEXT_PASSAGES]),
            ranked.score - (scores[0] if scores else np.nan),
            float(ranked.score >= max((self._found[i].ranked.score for i in others), default=ranked.score)),
            self._words.covered(self._held[place]),
            self._words.mean,
            covered,
            covered - max((self._covered[i] for i in others if i in self._covered), default=0.0),
            self._things.covered(headed),
            len(headed & self._things.weights.keys()) / len(headed) if headed else 0.0,
            float(len(self._things.weights)),
            second - heading_behind,
            *self._asked[place],
            *self._asked_above(place, [i for i in others if i in self._asked]),
        ]

    def _asked_above(self, place: int, others: Sequence[int]) -> tuple[float, float]:
        """How far the question is nearer to what a passage answers than to the best of others, and to their mean."""
        here, *elsewhere = (sum(self._asked[i]) for i in (place, *others))
        known = [one for one in elsewhere if not np.isnan(one)]
        return here - max(known, default=np.nan), here - _mean(known)

    def _heading_behind(self, behind: Sequence[int]) -> float:
        """The mean of the headings of passages far behind."""
        return _mean([heading for i in behind if (heading := self._likeness[i].heading) is not None])


@lru_cache(_TEXTS_KEPT)
def _pieces(text: str) -> frozenset[str]:
    return frozenset(pieces(text))


def _compete(one: StoredPassage, other: StoredPassage) -> bool:
    """Whether two passages are in one language, and not each for other models."""
    of_one_model = not one.models or not other.models or bool({*one.models} & {*other.models})
    return one.language == other.language and of_one_model


def _likeness(found: Found) -> _Likeness:
    cosines, asked = found.ranked.cosines, len(found.passage.asked())
    headings, parts = np.sort(cosines[:asked])[::-1], cosines[asked:]
    return _Likeness(
        float(parts.max()) if len(parts) else found.ranked.similarity,
        float(headings[0]) if len(headings) else None,
        float(headings[1]) if len(headings) > 1 else np.nan,
    )


def _asked(found: Found) -> Rows:
    """The vectors of what a passage answers."""
    return found.ranked.rows[: len(found.passage.asked())]


def _mean(numbers: Sequence[float]) -> float:
    return fmean(numbers) if numbers else np.nan
