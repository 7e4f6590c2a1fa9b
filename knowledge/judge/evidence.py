"""What speaks for or against a passage as the answer to a question: the same measures for every engine.

Most compare a passage with the others that were found: one that answers stands out. A passage that answers has its like
in other languages, and for other models, so it is compared only with those beside which one might quote it. What is
above the background is thus free of how alike the encoder finds all texts of one language, and passages in several
languages can be told apart by it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder.protocol import Matrix, Vector
from knowledge.lexical import Rarity, pieces, split
from knowledge.part_vectors import Rows
from knowledge.passages import StoredPassage, page_of
from knowledge.policy import BACKGROUND_FROM, NEXT_PASSAGES
from knowledge.question_space import QuestionSpace
from knowledge.ranking import Ranked

Measures = NDArray[np.float64]
"""One row a passage, one column for each of `MEASURES`; not a number where there is nothing to compare with."""
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
_Kind = tuple[str, tuple[str, ...]]
"""Language and models of a passage."""
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
    """Cosines with the question, one a passage; not a number where there is nothing to compare."""

    part: Numbers
    """Of the part that is nearest; of the whole where it has no parts."""
    heading: Numbers
    """Of the heading, or of the question beside it that is nearest."""
    second: Numbers
    """Of the second nearest of these."""


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
    if not judged:
        return np.zeros((0, len(MEASURES)))
    rows, here = np.array(judged), [found[place] for place in judged]
    score, whole = (np.array([getattr(one.ranked, name) for one in found]) for name in ("score", "similarity"))
    like, compared = _likeness(found), _compared(found, rows)
    behind = compared & (compared.cumsum(axis=1) > BACKGROUND_FROM)
    others = compared & (np.arange(len(found)) != rows[:, None])
    heading_behind = _mean(like.heading, behind)
    measured = {
        "whole": whole[rows],
        "part": like.part[rows],
        "whole_above_background": whole[rows] - _mean(whole, behind),
        "part_above_background": like.part[rows] - _mean(like.part, behind),
        "heading_above_background": like.heading[rows] - heading_behind,
        "heading_above_part": np.nan_to_num(like.heading - like.part)[rows],
        "has_heading": ~np.isnan(like.heading[rows]),
        "leads": ~(others & (score > score[rows, None])).any(axis=1),
        "second_heading_above_background": like.second[rows] - heading_behind,
        **_scores(score, rows, others & _elsewhere(found, rows)),
        **_words(here, rarity, others[:, rows]),
        **_questions(meant.space.alike(meant.vector, [_asked(one) for one in here]), others[:, rows]),
    }
    return np.stack([measured[name] for name in MEASURES], axis=1, dtype=np.float64)


def _likeness(found: Sequence[Found]) -> _Likeness:
    part, heading, second = list[float](), list[float](), list[float]()
    for passage, ranked in found:
        cosines, asked = ranked.cosines.tolist(), len(passage.asked())
        nearest = [*sorted(cosines[:asked], reverse=True), np.nan, np.nan]
        part.append(max(cosines[asked:], default=ranked.similarity))
        heading.append(nearest[0])
        second.append(nearest[1])
    return _Likeness(np.array(part), np.array(heading), np.array(second))


def _compared(found: Sequence[Found], rows: Places) -> Mask:
    """Whether the passage of each row and one that was found are in one language, and not each for other models."""
    kinds = [(one.passage.language, one.passage.models) for one in found]
    number = {kind: place for place, kind in enumerate(dict.fromkeys(kinds))}
    compete = np.array([[_compete(one, other) for other in number] for one in number])
    kind = np.array([number[kind] for kind in kinds])
    found_with: Mask = compete[kind[rows]][:, kind]
    return found_with


def _elsewhere(found: Sequence[Found], rows: Places) -> Mask:
    """Whether the passage of each row and one that was found stand on different pages."""
    pages = np.array([page_of(one.passage.id) for one in found])
    apart: Mask = pages[rows, None] != pages
    return apart


def _scores(score: Numbers, rows: Places, elsewhere: Mask) -> dict[str, Numbers]:
    best_first = -np.sort(np.where(elsewhere, -score, np.nan), axis=1)
    following = best_first[:, 1:NEXT_PASSAGES]
    return {
        "score_above_others": score[rows] - _mean(following, ~np.isnan(following)),
        "score_above_best_other": score[rows] - best_first[:, 0],
    }


def _words(here: Sequence[Found], rarity: Rarity, others: Mask) -> dict[str, Numbers]:
    words, things = rarity.split()
    held = [_pieces(one.passage.searchable()) for one in here]
    headed = [_things(one.passage.section) for one in here]
    covered = np.array([things.covered(pieces) for pieces in held])
    asked_for = [len(heading & things.weights.keys()) / len(heading) if heading else 0.0 for heading in headed]
    return {
        "covered": np.array([words.covered(pieces) for pieces in held]),
        "rarity": np.full(len(here), words.mean),
        "things_covered": covered,
        "things_covered_above_others": covered - np.nan_to_num(_highest(covered, others)),
        "things_in_heading": np.array([things.covered(heading) for heading in headed]),
        "heading_asked_for": np.array(asked_for),
        "things_asked": np.full(len(here), len(things.weights), dtype=np.float64),
    }


def _questions(alike: Matrix, others: Mask) -> dict[str, Numbers]:
    """How near the question is to what each passage answers, and how far nearer than to the best and mean of others."""
    nearest, centre = alike.astype(np.float64).T
    together = nearest + centre
    return {
        "question_nearest": nearest,
        "question_centre": centre,
        "question_above_best_other": together - _highest(together, others),
        "question_above_others": together - _mean(together, others),
    }


@lru_cache(_TEXTS_KEPT)
def _pieces(text: str) -> frozenset[str]:
    return frozenset(pieces(text))


@lru_cache(_TEXTS_KEPT)
def _things(heading: str) -> frozenset[str]:
    return frozenset(split(pieces(heading))[1])


def of_one_model(models: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two passages for these models are not each for other ones."""
    return not models or not others or not {*models}.isdisjoint(others)


def _compete(one: _Kind, other: _Kind) -> bool:
    (language, models), (other_language, other_models) = one, other
    return language == other_language and of_one_model(models, other_models)


def _asked(found: Found) -> Rows:
    """The vectors of what a passage answers."""
    return found.ranked.rows[: len(found.passage.asked())]


def _mean(numbers: Numbers, counted: Mask) -> Numbers:
    """The mean of those that count and are known, a row each; not a number where there is none."""
    known = counted & ~np.isnan(numbers)
    many = known.sum(axis=1)
    mean: Numbers = np.where(known, numbers, 0.0).sum(axis=1) / np.where(many, many, np.nan)
    return mean


def _highest(numbers: Numbers, counted: Mask) -> Numbers:
    """The highest of those that count and are known, a row each; not a number where there is none."""
    known = counted & ~np.isnan(numbers)
    highest = np.where(known, numbers, -np.inf).max(axis=1)
    return np.where(known.any(axis=1), highest, np.nan)
