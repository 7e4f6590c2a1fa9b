"""What speaks for or against a passage as the answer to a question: nine measures, the same for every engine.

Most compare a passage with the others that were found: one that answers stands out. A passage that answers has its like
in other languages, and for other models, so it is compared only with those beside which one might quote it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical import Rarity, pieces
from knowledge.passages import StoredPassage
from knowledge.policy import BACKGROUND_FROM, NEXT_PASSAGES
from knowledge.ranking import Ranked

Measures = NDArray[np.float64]
"""One row a passage, one column for each of `MEASURES`; not a number where there is nothing to compare with."""


class Found(NamedTuple):
    """A passage that was found for a question."""

    passage: StoredPassage
    ranked: Ranked


class _Likeness(NamedTuple):
    """Cosines with the question."""

    part: float
    """Of the part that is nearest; of the whole where it has no parts."""
    heading: float | None
    """Of the heading; None where there is none."""


MEASURES: Final = (
    "whole",
    "part",
    "part_above_background",
    "heading_above_part",
    "has_heading",
    "score_above_others",
    "leads",
    "covered",
    "rarity",
)
"""The cosine of the whole and of the best part; how far the latter is above that of passages far behind; how far the
heading's is above it, and whether there is a heading; how far the score is above that of the others, the best of which
may answer too and does not count; whether no other scores more; the share of the question's pieces that the passage
holds, by rarity; how rare these pieces are, against one that no passage holds."""


def measures(found: Sequence[Found], rarity: Rarity, judged: int) -> Measures:
    """Measure the first `judged` of the passages that were found, which come best first and none twice."""
    likeness = [_likeness(one) for one in found]
    rows = [_row(place, found, likeness, rarity) for place in range(min(judged, len(found)))]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(MEASURES))


def _row(place: int, found: Sequence[Found], likeness: Sequence[_Likeness], rarity: Rarity) -> list[float]:
    passage, ranked = found[place]
    part, heading = likeness[place]
    alike = [i for i, other in enumerate(found) if _compete(passage, other.passage)]
    others = sorted((found[i].ranked.score for i in alike if i != place), reverse=True)
    return [
        ranked.similarity,
        part,
        part - _mean([likeness[i].part for i in alike[BACKGROUND_FROM:]]),
        0.0 if heading is None else heading - part,
        float(heading is not None),
        ranked.score - _mean(others[1:NEXT_PASSAGES]),
        float(ranked.score >= max(others, default=ranked.score)),
        rarity.covered(set(pieces(passage.searchable()))),
        rarity.mean,
    ]


def _compete(one: StoredPassage, other: StoredPassage) -> bool:
    """Whether two passages are in one language, and not each for other models."""
    of_one_model = not one.models or not other.models or bool({*one.models} & {*other.models})
    return one.language == other.language and of_one_model


def _likeness(found: Found) -> _Likeness:
    cosines = found.ranked.cosines
    headings = 1 if found.passage.section and len(cosines) else 0
    parts = cosines[headings:]
    return _Likeness(
        float(parts.max()) if len(parts) else found.ranked.similarity, float(cosines[0]) if headings else None
    )


def _mean(numbers: Sequence[float]) -> float:
    return float(np.mean(numbers)) if numbers else np.nan
