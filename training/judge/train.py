"""Fit the judge: logistic regression, its regularisation chosen within the articles that it learns from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from encoder import Encoder
from encoder.vector_cache import KeptPassages, file_name
from knowledge.judge.evidence import CIRCUMSTANCES, MEASURES
from knowledge.judge.judge import Judge, write_judge
from training.judge.cases import Case, Kind, Rows, rows_of
from training.judge.questions import (
    handbook_cases,
    headed_cases,
    invented_cases,
    questions_beside,
    read_collections,
    text_cases,
)
from training.run import Run
from training.vectors import FOLDER

SHARES: Final[Mapping[Kind, float]] = {
    "text": 0.15,
    "headed text": 0.15,
    "out of scope": 0.15,
    "handbook": 0.15,
    "invented handbook": 0.2,
    "beside a page": 0.2,
}
"""How much each kind of question weighs, not how many there are: ours are few, and the only ones as customers ask."""
REGULARISATIONS: Final = (0.01, 0.1, 1.0)
"""scikit-learn's C, the strongest regularisation first: on a tie it stays."""
OUTER: Final = 6
INNER: Final = 4
TOLERANCE: Final = 0.001
"""A loss that is lower by less is a tie."""
_ROUNDS: Final = 500

Probabilities = NDArray[np.float64]


def train(run: Run) -> None:
    """Make the judge, and print how it judges what it never saw."""
    with KeptPassages(run.encoder, FOLDER / f"passages-{file_name(run.encoder)}") as kept:
        found = all_cases(kept, run.folder("retrieval"))
    rows = rows_of(found, SHARES)
    for line in report(found, rows, held_out(rows)):
        run.say(line)
    write_judge(as_judge(run.encoder.name, fitted(rows)))


def all_cases(encoder: Encoder, folder: Path) -> list[Case]:
    """Everything it learns from; `folder` holds XQuAD."""
    collections = read_collections(folder)
    return [
        *text_cases(collections, encoder),
        *headed_cases(collections, encoder),
        *handbook_cases(encoder),
        *invented_cases(encoder),
        *questions_beside(encoder),
    ]


class Fitted(NamedTuple):
    """A fitted model, what stands for measures that are unknown, and what brings them to mean 0 and deviation 1."""

    unknown: NDArray[np.float64]
    means: NDArray[np.float64]
    deviations: NDArray[np.float64]
    model: Any


def fitted(rows: Rows) -> Fitted:
    """Fit a model with the regularisation that judges held-back groups best."""
    losses = [(_loss(rows, choice), choice) for choice in REGULARISATIONS]
    best = min(loss for loss, _ in losses)
    return _fit(rows, next(choice for loss, choice in losses if loss <= best + TOLERANCE))


def held_out(rows: Rows) -> Probabilities:
    """The probability of each row by a model that never saw its group."""
    judged = np.zeros(len(rows.right))
    for learn, judge in GroupKFold(OUTER).split(rows.measured, groups=rows.group):
        judged[judge] = probabilities(fitted(_part(rows, learn)), _part(rows, judge))
    return judged


def probabilities(model: Fitted, rows: Rows) -> Probabilities:
    """What a model says about rows."""
    found: Probabilities = model.model.predict_proba(_features(rows, *model[:3]))[:, 1]
    return found


def as_judge(encoder: str, model: Fitted) -> Judge:
    """The model as it is stored."""
    weights = model.model.coef_[0].reshape(1 + len(CIRCUMSTANCES), len(MEASURES) + 1).copy()
    weights[0, -1] += model.model.intercept_[0]
    return Judge(
        encoder=encoder,
        measures=MEASURES,
        unknown=_rounded(model.unknown),
        means=_rounded(model.means),
        deviations=_rounded(model.deviations),
        weights=tuple(map(_rounded, weights)),
    )


def best_of(rows: Rows, judged: Probabilities) -> NDArray[np.intp]:
    """For each case the row that is the most probable answer, which would be quoted; of equal ones the first."""
    order = np.lexsort((np.arange(len(judged)), -judged, rows.case))
    return order[np.unique(rows.case[order], return_index=True)[1]]


def report(found: Sequence[Case], rows: Rows, judged: Probabilities) -> list[str]:
    """By least probability: how many questions are answered rightly and wrongly, and how many without an answer."""
    best = best_of(rows, judged)
    answerable = np.array([found[case].answerable for case in rows.case[best]])
    kinds = np.array([found[case].kind for case in rows.case[best]])
    nowhere = np.array([not (one.answerable or one.hidden) for one in found]) & (kinds != "out of scope")
    lines = []
    for least in np.arange(1, 14) * 0.05:
        answered, right = judged[best] >= least, rows.right[best]
        wrong = np.mean([(answered[(kinds == kind) & ~answerable]).mean() for kind in SHARES])
        parts = [
            f"{kind} {np.mean((answered & right)[here & answerable]) if (here & answerable).any() else 0:.2f}"
            f"/{np.mean((answered & ~right)[here & answerable]) if (here & answerable).any() else 0:.2f}"
            f"/{answered[here & ~answerable].mean():.3f}"
            for kind in SHARES
            for here in [kinds == kind]
        ]
        lines.append(
            f"from {least:.2f}: {wrong:.3f} of what no page answers, {answered[nowhere].mean():.3f} of what was never "
            f"answered; right/wrong/unanswerable {', '.join(parts)}"
        )
    return lines


def _loss(rows: Rows, regularisation: float) -> float:
    losses = []
    for learn, judge in GroupKFold(INNER).split(rows.measured, groups=rows.group):
        held = _part(rows, judge)
        judged = probabilities(_fit(_part(rows, learn), regularisation), held)
        said = np.where(held.right, judged, 1 - judged)
        losses.append(-np.average(np.log(said.clip(1e-9)), weights=held.weight))
    return float(np.mean(losses))


def _fit(rows: Rows, regularisation: float) -> Fitted:
    first = np.unique(rows.case, return_index=True)[1]
    unknown = np.nan_to_num(np.nanmean(rows.measured[first], axis=0))
    means, deviations = np.nanmean(rows.measured, axis=0), np.nanstd(rows.measured, axis=0)
    deviations[deviations == 0] = 1.0  # a measure that is always the same tells nothing
    model = LogisticRegression(C=regularisation, max_iter=_ROUNDS)
    model.fit(_features(rows, unknown, means, deviations), rows.right, sample_weight=rows.weight)
    return Fitted(unknown, means, deviations, model)


def _features(
    rows: Rows, unknown: NDArray[np.float64], means: NDArray[np.float64], deviations: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The measures and a constant, then the same again where each of `CIRCUMSTANCES` holds, else 0."""
    known = np.where(np.isnan(rows.measured), unknown, rows.measured)
    scaled = np.hstack([(known - means) / deviations, np.ones((len(known), 1))])
    return np.hstack([scaled, *(scaled * held[:, None] for held in rows.held.T)])


def _part(rows: Rows, places: NDArray[np.intp]) -> Rows:
    return Rows(*(column[places] for column in rows))  # type: ignore[arg-type]  # columns keep their types


def _rounded(numbers: Sequence[float] | NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(number), 5) for number in numbers)
