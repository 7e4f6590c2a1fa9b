"""The judge of answers: questions that a page answers, and questions that none does, beside the cosine alone.

XQuAD is judged by models that never saw the article, CLINC150's validation part by the judge that ships. A question has
no answer where it is out of scope, or where the passage that answers was taken out of the index.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.__main__ import demo_index
from agents.intent.scope import OUT_OF_SCOPE
from evaluation import sets
from evaluation.measures import (
    Judged,
    accuracy,
    brier,
    calibration_error,
    figure,
    judged,
    ranking,
    reliability,
    share_of,
)
from evaluation.remembering import RememberingEncoder
from evaluation.results import Origin, Report, Result
from knowledge.judge import load_judge
from knowledge.judge.evidence import CIRCUMSTANCES
from knowledge.policy import ANSWERS
from knowledge.question_space import load_question_space
from training.intent.examples import read_clinc
from training.judge.cases import Case, Question, Rows, as_it_is, case, cases, rows_of
from training.judge.questions import HANDBOOK_LANGUAGE, Asked, questions_to
from training.judge.train import SHARES, all_cases, best_of, held_out

UNANSWERABLE: Final = "answered though no page does"
ANSWERED: Final = "right passage quoted"
COSINE: Final = 0.82
"""From which a passage in the question's language answered before there was a judge."""
ALONE: Final = "cosine alone, as many right"
Shares = NDArray[np.float64]


class Quoted(NamedTuple):
    """What would be quoted for each of some questions."""

    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]
    probability: Shares
    cosine: Shares
    """Of the passage that leads without the judge."""
    leads: NDArray[np.bool_]
    """Whether that one is right."""

    def only(self, which: NDArray[np.bool_]) -> "Quoted":
        """Some of the questions."""
        return Quoted(*(column[which] for column in self))  # type: ignore[arg-type]  # columns keep their types


def evaluate_real(encoder: RememberingEncoder, data: Path) -> Report:
    """XQuAD by article, and what is out of scope for the demo handbook."""
    found = all_cases(encoder, data)
    rows = rows_of(found, SHARES)
    quoted = quoted_of(found, rows, held_out(rows))
    text = np.array([one.kind == "text" for one in found])
    same = np.array([bool(one.held[:, CIRCUMSTANCES.index("in_one_language")].all()) for one in found])
    results = [
        result
        for name, which in (("in one language", text & same), ("across languages", text & ~same))
        for result in both_sides(f"Answers, XQuAD {name}", quoted.only(which), "real")
    ]
    results.append(out_of_scope(encoder))
    curve = reliability(_told(quoted.only(text)))
    return Report("answers", results, {}, curve)


def evaluate_handbook(encoder: RememberingEncoder) -> Report:
    """Synthetic: questions to the demo handbook, and the same without the section that answers."""
    index, (rows, left_out) = demo_index(encoder), sets.handbook()
    quoted = _by_stored_judge(encoder.name, list(cases("handbook", index, questions_to(index, _asked(rows), encoder))))
    return Report("answers, demo handbook", both_sides("Answers, demo handbook", quoted, "synthetic", left_out), {}, [])


def evaluate_customers(encoder: RememberingEncoder) -> Report:
    """Synthetic: questions as customers type them, by one who saw the pages alone; no page answers a quarter."""
    index, (rows, left_out) = demo_index(encoder), sets.customers()
    nothing, put = np.zeros(len(index.passages), dtype=bool), as_it_is(index)
    questions = questions_to(index, _asked(rows), encoder)
    found = [case("handbook", put(question.space), question, nothing) for question in questions]
    quoted = _by_stored_judge(encoder.name, found)
    results = both_sides("Answers, as customers ask", quoted, "synthetic", left_out)
    return Report("answers, as customers ask", results, {}, [])


def out_of_scope(encoder: RememberingEncoder) -> Result:
    """How many of CLINC150's sentences out of scope the demo handbook answers."""
    index = demo_index(encoder)
    texts = [one.text for one in read_clinc("validation") if one.intent == OUT_OF_SCOPE]
    vectors = encoder.questions(texts)
    nothing, space = np.zeros(len(index.passages), dtype=bool), load_question_space(encoder.name)
    put = as_it_is(index)(space)
    found = [
        case("out of scope", put, Question(text, HANDBOOK_LANGUAGE, vector, space, text), nothing)
        for text, vector in zip(texts, vectors, strict=True)
    ]
    quoted = _by_stored_judge(encoder.name, found)
    alone = {f"cosine from {COSINE}": float(np.mean(quoted.cosine >= COSINE))}
    return Result(
        "Answers, CLINC150 out of scope", UNANSWERABLE, "real", share_of(quoted.probability >= ANSWERS), alone
    )


def both_sides(what: str, quoted: Quoted, origin: Origin, left_out: int = 0) -> list[Result]:
    """How well right passages are told from others, and what that means for both kinds of questions."""
    told, answered = _told(quoted), quoted.probability >= ANSWERS
    right = (answered & quoted.right)[quoted.answerable]
    cosines = _told(quoted._replace(probability=quoted.cosine, right=quoted.leads))
    alone = as_many_right(quoted, float(right.mean()))
    results = [
        Result(what, "AUROC", origin, figure(told, ranking("right")), {"cosine alone": ranking("right")(cosines)}),
        Result(what, "Brier", origin, figure(told, brier("right")), {"share of right ones": _base(told)}),
        Result(what, "calibration error", origin, figure(told, calibration_error), {}),
        Result(
            what, ANSWERED, origin, share_of(right), {"always the best": float(quoted.right[quoted.answerable].mean())}
        ),
        Result(what, UNANSWERABLE, origin, share_of(answered[~quoted.answerable]), {ALONE: alone}),
    ]
    return [result._replace(left_out=left_out) for result in results]


def as_many_right(quoted: Quoted, share: float) -> float:
    """The share of unanswerable questions that get an answer where a cosine decides and as many right ones are given.

    If it cannot give as many, whatever is asked gets an answer.
    """
    leading = np.sort(quoted.cosine[quoted.answerable & quoted.leads])[::-1]
    needed = round(share * quoted.answerable.sum())
    least = leading[needed - 1] if 0 < needed <= len(leading) else -1.0
    return float(np.mean(quoted.cosine[~quoted.answerable] >= least))


def quoted_of(found: Sequence[Case], rows: Rows, probabilities: Shares) -> Quoted:
    """What would be quoted, by these probabilities of the rows."""
    best = best_of(rows, probabilities)
    return Quoted(
        np.array([one.answerable for one in found]),
        rows.right[best],
        probabilities[best],
        np.array([one.measured[0, 0] for one in found]),
        np.array([one.right[0] for one in found]),
    )


def _asked(rows: Sequence[sets.Row]) -> list[Asked]:
    return [Asked(text=row.text, language=row.language, passage=row.expected) for row in rows]


def _by_stored_judge(encoder: str, found: Sequence[Case]) -> Quoted:
    rows = rows_of(found, {found[0].kind: 1.0})
    return quoted_of(found, rows, load_judge(encoder).probabilities(rows.measured, rows.held))


def _told(quoted: Quoted) -> Judged:
    """The passage that would be quoted: `right` or not, and how sure the judge is that it is."""
    names = np.where(quoted.right, "right", "wrong").tolist()
    return judged(names, ["right"] * len(names), quoted.probability.tolist())


def _base(told: Judged) -> float:
    share = accuracy(told)
    return share * (1 - share)
