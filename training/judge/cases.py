"""Questions put to an index, once as it is and once without the passage that answers: what the judge learns from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder import Vector
from knowledge.index import Index
from knowledge.judge.evidence import Measures, measures
from knowledge.ranking import rank
from knowledge.selection import candidates, to_judge

Kind = Literal["text", "headed text", "out of scope", "handbook", "invented handbook"]
"""XQuAD as it is; XQuAD under questions as headings; CLINC150's sentences; our own questions to the demo handbook, and
to one that was invented for training."""


class Question(NamedTuple):
    """A question with what answers it."""

    text: str
    language: str
    vector: Vector
    group: str
    """Questions of one group are never learned from while others of it are judged."""
    answering: frozenset[str] = frozenset()
    """Ids of the passages that answer; none where no page does."""


class Case(NamedTuple):
    """What was found for a question, best first."""

    kind: Kind
    group: str
    answerable: bool
    in_one_language: NDArray[np.bool_]
    measured: Measures
    right: NDArray[np.bool_]
    hidden: bool = False
    """Whether what answers was taken out: its neighbours are left, so these are the hardest to refuse."""


def cases(kind: Kind, index: Index, questions: Iterable[Question]) -> Iterator[Case]:
    """Put the questions to an index: those that it answers twice, the second time without what answers."""
    ids = np.array([passage.id for passage in index.passages])
    for question in questions:
        if question.answering:
            yield case(kind, index, question, np.zeros(len(ids), dtype=bool))
        yield case(kind, index, question, np.isin(ids, list(question.answering)))


def case(kind: Kind, index: Index, question: Question, hidden: NDArray[np.bool_]) -> Case:
    """What a customer of the question's language is found where some passages are not there."""
    translated, readable = index.columns.translated, index.columns.readable_in(question.language)
    similarity = np.where(readable & ~hidden, index.vectors @ question.vector, np.float32(-np.inf))
    ranked = rank(similarity, index.lexical.scores(question.text), question.vector, index.parts.at, translated)
    found = candidates(index.passages, ranked)
    places = to_judge(found, question.language)
    judged = [found[place].passage for place in places]
    return Case(
        kind,
        question.group,
        answerable=bool(question.answering) and not hidden.any(),
        in_one_language=np.array([passage.language == question.language for passage in judged]),
        measured=measures(found, index.lexical.rarity(question.text), places),
        right=np.array([passage.id in question.answering for passage in judged]),
        hidden=bool(hidden.any()),
    )


class Rows(NamedTuple):
    """The passages of many cases, one a row."""

    measured: Measures
    in_one_language: NDArray[np.bool_]
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
        np.concatenate([one.in_one_language for one in found]),
        np.concatenate([one.right for one in found]),
        np.repeat(np.arange(len(found)), sizes),
        np.repeat(np.array([one.group for one in found]), sizes),
        np.repeat(np.array(weights) * len(found), sizes),
    )
