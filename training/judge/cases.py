"""Questions put to an index, once as it is and once without the passage that answers: what the judge learns from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder import Vector
from knowledge.centres import Centres, centres_of
from knowledge.index import Index
from knowledge.judge.evidence import Meant, Measures, circumstances, measures
from knowledge.models import without_models
from knowledge.part_vectors import Rows as PartRows
from knowledge.passages import StoredPassage
from knowledge.question_space import QuestionSpace
from knowledge.ranking import rank
from knowledge.selection import candidates, to_judge

Kind = Literal["text", "headed text", "out of scope", "handbook", "invented handbook", "beside a page"]
"""XQuAD as it is; XQuAD under questions as headings; CLINC150's sentences; our own questions to the demo handbook, and
to one that was invented for training; the questions that stand beside the demo's pages, each as if it did not."""


class Question(NamedTuple):
    """A question with what answers it."""

    text: str
    language: str
    vector: Vector
    space: QuestionSpace
    """Where it is compared with other questions: one that was learned without it and its page."""
    group: str
    """Questions of one group are never learned from while others of it are judged."""
    answering: frozenset[str] = frozenset()
    """Ids of the passages that answer; none where no page does."""


class Beside(NamedTuple):
    """A question that stands beside a passage."""

    place: int
    """The passage's."""
    number: int
    """Its place among the passage's questions."""


class Searched(NamedTuple):
    """An index, with what a question is put to in the place of its own passages and parts."""

    made: Index
    passages: Sequence[StoredPassage]
    parts: Callable[[int], PartRows]
    centres: Centres


class Case(NamedTuple):
    """What was found for a question, best first."""

    kind: Kind
    group: str
    answerable: bool
    held: NDArray[np.bool_]
    """Which `CIRCUMSTANCES` hold for each."""
    measured: Measures
    right: NDArray[np.bool_]
    hidden: bool = False
    """Whether what answers was taken out: its neighbours are left, so these are the hardest to refuse."""


def cases(kind: Kind, index: Index, questions: Iterable[Question]) -> Iterator[Case]:
    """Put the questions to an index: those that it answers twice, the second time without what answers."""
    ids, put = np.array([passage.id for passage in index.passages]), as_it_is(index)
    for question in questions:
        if question.answering:
            yield case(kind, put(question.space), question, np.zeros(len(ids), dtype=bool))
        yield case(kind, put(question.space), question, np.isin(ids, list(question.answering)))


def beside_cases(index: Index, questions: Iterable[tuple[Beside, Question]]) -> Iterator[Case]:
    """Put questions that stand beside pages, twice as all others, and each as if it did not stand there."""
    passages, ids = list(index.passages), np.array([passage.id for passage in index.passages])
    put = as_it_is(index)
    for beside, question in questions:
        left = without(passages[beside.place], beside.number)
        shown = [*passages[: beside.place], left, *passages[beside.place + 1 :]]

        def parts(place: int, beside: Beside = beside, row: int = len(left.asked()) - len(left.questions)) -> PartRows:
            rows = index.parts.at(place)
            return np.delete(rows, row + beside.number, axis=0) if place == beside.place else rows

        centres = put(question.space).centres.changed(beside.place, parts(beside.place)[: len(left.asked())])
        searched = Searched(index, shown, parts, centres)
        for hidden in (np.zeros(len(ids), dtype=bool), np.isin(ids, list(question.answering))):
            yield case("beside a page", searched, question, hidden)


def without(passage: StoredPassage, number: int) -> StoredPassage:
    """A passage without one of the questions beside it."""
    return passage.changed(questions=(*passage.questions[:number], *passage.questions[number + 1 :]))


def as_it_is(index: Index) -> Callable[[QuestionSpace], Searched]:
    """An index as it is, for questions of each space."""
    return cache(
        lambda space: Searched(
            index, index.passages, index.parts.at, centres_of(index.columns.asked, index.parts.at, space)
        )
    )


def case(kind: Kind, searched: Searched, question: Question, hidden: NDArray[np.bool_]) -> Case:
    """What a customer of the question's language is found where some passages are not there."""
    index, passages, parts, centres = searched
    translated = index.columns.translated
    readable = index.columns.readable_in(question.language) & ~hidden
    similarity = np.where(readable, index.vectors @ question.vector, np.float32(-np.inf))
    likely = centres.nearest(question.vector, readable, index.columns.language == question.language)
    words = without_models(question.text, index.columns.models.tolist())
    lexical = index.lexical.scores(words)
    ranked = rank(similarity, lexical, question.vector, parts, translated, likely)
    found = candidates(passages, ranked)
    places = to_judge(found, question.language, likely=likely)
    judged = [found[place].passage for place in places]
    return Case(
        kind,
        question.group,
        answerable=bool(question.answering) and not hidden.any(),
        held=circumstances(judged, question.language),
        measured=measures(found, index.lexical.rarity(words), Meant(question.vector, question.space), places),
        right=np.array([passage.id in question.answering for passage in judged]),
        hidden=bool(hidden.any()),
    )


class Rows(NamedTuple):
    """The passages of many cases, one a row."""

    measured: Measures
    held: NDArray[np.bool_]
    right: NDArray[np.bool_]
    case: NDArray[np.intp]
    """Which case each belongs to."""
    group: NDArray[np.str_]
    weight: NDArray[np.float64]


def rows_of(found: Sequence[Case], shares: Mapping[Kind, float]) -> Rows:
    """The passages of these cases. Each kind weighs its share, and in it the answerable ones as much as the others."""
    counts = {
        (kind, answerable): sum(one.kind == kind and one.answerable == answerable for one in found)
        for kind in shares
        for answerable in (True, False)
    }
    weights = [
        shares[one.kind]
        / counts[one.kind, one.answerable]
        / sum(counts[one.kind, other] > 0 for other in (True, False))
        for one in found
    ]
    sizes = [len(one.right) for one in found]
    return Rows(
        np.vstack([one.measured for one in found]),
        np.vstack([one.held for one in found]),
        np.concatenate([one.right for one in found]),
        np.repeat(np.arange(len(found)), sizes),
        np.repeat(np.array([one.group for one in found]), sizes),
        np.repeat(np.array(weights) * len(found), sizes),
    )
