"""What is out of scope, on topics that nobody learnt from: what a customer asks beside our subject is never foreseen.

The judge is fitted as in `training/intent/scope.py`, once for each topic of CLINC150, without that topic and without an
eighth of the other topics' sentences and of those in scope, and judges what it was fitted without; what it chooses it
chooses on the topics that are left. The simpler way is a logistic regression over the same vectors, with a border
chosen by the same rule.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.intent.probable import Heads, load_heads
from agents.intent.scope import OUT_OF_SCOPE
from encoder import Matrix
from evaluation.measures import Judged, accuracy, figure, judged
from evaluation.ordinary import XQUAD, questions
from evaluation.remembering import RememberingEncoder
from evaluation.results import Confusion, Origin, Report, Result, confusions
from evaluation.sets import Row
from languages.ngrams import ngrams
from training.intent.examples import Example, read_clinc, training_examples
from training.intent.scope import BLOCKS, MIXED, Sentences, fit_parts, held_back, sentences_of, topics_of, weighed
from training.vectors import encode_all

IN_SCOPE: Final = "in scope"
SIMPLER: Final = "logistic regression"

Flags = NDArray[np.bool_]


class Verdicts(NamedTuple):
    """What was said of the sentences that were held back once each, `True` for out of scope."""

    rows: NDArray[np.intp]
    seen: Flags
    """Of a topic out of scope that was learnt from."""
    ours: Flags
    simpler: Flags


def evaluate(encoder: RememberingEncoder, data: Path | None) -> Report:
    """Share of sentences of unseen topics that are out of scope, and of those in scope that stay there."""
    examples = training_examples() + read_clinc("validation")
    vectors = encode_all(encoder, [example.text for example in examples])
    known = sentences_of(examples, vectors)
    found = _joined(list(_folds(known)))
    heads = load_heads(encoder.name)
    results = [*_results(known, found), *_of_questions(encoder, heads, data)]
    return Report("scope", results, {"topics never seen": _swallowed(examples, vectors, heads, found)}, [])


def _folds(known: Sentences) -> Iterator[Verdicts]:
    for number, topic in enumerate(topics_of(known)):
        learnt = known.without(topic, number % BLOCKS)
        rows, taught = np.flatnonzero(~learnt), known.chosen(learnt)
        looked, looks = held_back(taught), fit_parts(taught).look(known.vectors[rows])
        weights, border = weighed(looked)
        line, line_border = weighed(looked._replace(looks=looked.looks[:, :1]))
        seen = known.outside[rows] & (known.topics[rows] != topic)
        yield Verdicts(rows, seen, looks @ weights < border, looks[:, :1] @ line < line_border)


def _joined(folds: Sequence[Verdicts]) -> Verdicts:
    return Verdicts(*(np.concatenate(parts) for parts in zip(*folds, strict=True)))


def _results(known: Sentences, found: Verdicts) -> Iterator[Result]:
    outside, real, topics = known.outside[found.rows], known.real[found.rows], known.topics[found.rows]
    unseen = outside & ~found.seen
    groups: tuple[tuple[str, str, Origin, Flags], ...] = (
        ("Out of scope, all topics, each never seen", "recall", "real", unseen),
        ("Out of scope, mixed questions, none seen", "recall", "real", unseen & (topics == MIXED)),
        ("Out of scope, topics learnt from, other sentences", "recall", "real", found.seen),
        ("In scope, CLINC150, held out", "kept", "real", ~outside & real),
        ("In scope, our examples, held out", "kept", "synthetic", ~outside & ~real),
    )
    for what, measured, origin, rows in groups:
        ours, simpler = (_shares(verdicts[rows], outside[rows]) for verdicts in (found.ours, found.simpler))
        yield Result(what, measured, origin, figure(ours, accuracy), {SIMPLER: accuracy(simpler)})


def _shares(verdicts: Flags, right: Flags) -> Judged:
    return judged(_named(right), _named(verdicts), [0.0] * len(right))


def _named(outside: Flags) -> list[str]:
    return [OUT_OF_SCOPE if one else IN_SCOPE for one in outside]


def _of_questions(encoder: RememberingEncoder, heads: Heads, data: Path | None) -> Iterator[Result]:
    """Yield how many encyclopaedia questions the heads in use take for foreign: real, and not all in English."""
    if data is None:
        return
    for language in XQUAD:
        texts = questions(data, language)
        verdicts = heads.scope.scores(encode_all(encoder, texts)) < 0
        everything = _shares(verdicts, np.ones(len(texts), dtype=bool))
        yield Result(f"Out of scope, XQuAD, {language}", "recall", "real", figure(everything, accuracy), {})


def _swallowed(examples: Sequence[Example], vectors: Matrix, heads: Heads, found: Verdicts) -> list[Confusion]:
    """Return which intents foreign sentences were taken for; the head that tells intents apart learns of none."""
    rows = [
        row
        for row, ours, seen in zip(found.rows, found.ours, found.seen, strict=True)
        if examples[row].intent == OUT_OF_SCOPE and not ours and not seen
    ]
    taken = [next(iter(heads.intents.probabilities(vectors[row], ngrams(examples[row].text)))) for row in rows]
    return confusions([Row(examples[row].text, "en", OUT_OF_SCOPE) for row in rows], taken, most=40)
