"""Fitting a head: a linear classifier over vectors and pieces of words, whose probabilities are calibrated."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from encoder import Matrix, Vector
from encoder.head import LinearHead
from languages.ngrams import PLACES, Ngrams, ngrams, weighted
from languages.word_head import NgramWeights, WordHead

_FOLDS: Final = 5
_ROUNDS: Final = 500


Pieces = Callable[[str], Ngrams]
"""How a text is cut into pieces; whoever asks the head cuts alike."""


class Recipe(NamedTuple):
    """How a head is fitted."""

    regularisation: float
    """scikit-learn's C: larger fits closer."""
    machine: Literal["logistic", "svm"] = "logistic"
    """Logistic regression, or for many classes linear support vectors, one class against the rest."""
    vector_scale: float = 1.0
    """Weight of the sentence vector beside the pieces of words."""
    centred: bool = False
    """Vectors are measured from their mean: what all of them share tells nothing apart, and costs many rounds."""
    with_ngrams: bool = False
    kept_ngrams: int = PLACES
    """Most places of n-grams that are kept, those that weigh most."""
    prior: Mapping[str, float] | None = None
    """Share of each class in the fit; None: as they come. Keys that are missing keep their own count."""
    temperature: float | None = None
    """What scores are divided by; None: what calibrates them on a fifth of the sentences."""


def fit_head(
    encoder: str,
    vectors: Matrix,
    texts: Sequence[str],
    labels: Sequence[str],
    recipe: Recipe,
    classes: Sequence[str] | None = None,
    pieces: Pieces = ngrams,
) -> LinearHead:
    """Return a head whose probabilities are calibrated on a fifth of the sentences.

    `encoder` is the name of the one that made the vectors. `classes` may cut labels finer, such as the many topics that
    are all out of scope: each class is easier to tell apart than their union, and the head sums them up again.
    """
    finer = list(classes or labels)
    centre = vectors.mean(axis=0) if recipe.centred else np.zeros(vectors.shape[1], np.float32)
    counted = [pieces(text) for text in texts] if recipe.with_ngrams else None
    idf = _idf(counted) if counted else None
    fitted = _calibrated(_features(vectors - centre, counted, idf, recipe.vector_scale), finer, labels, recipe)
    size = vectors.shape[1]
    weights = fitted.rows[:, :size] * recipe.vector_scale
    return LinearHead(
        encoder,
        fitted.labels,
        weights.astype(np.float32),
        (fitted.bias - weights @ centre).astype(np.float32),
        None if idf is None else _kept(idf, fitted.rows[:, size:].T, recipe.kept_ngrams),
    )


def fit_word_head(
    texts: Sequence[str],
    labels: Sequence[str],
    recipe: Recipe,
    pieces: Pieces = ngrams,
    classes: Sequence[str] | None = None,
) -> WordHead:
    """Return a head that reads pieces of words alone, calibrated like the others. `classes` may cut labels finer."""
    counted = [pieces(text) for text in texts]
    idf = _idf(counted)
    fitted = _calibrated(_pieces(counted, idf), list(classes or labels), labels, recipe)
    return WordHead(fitted.labels, fitted.bias, _kept(idf, fitted.rows.T, recipe.kept_ngrams))


class _Fitted(NamedTuple):
    labels: tuple[str, ...]
    """Of each class."""
    rows: NDArray[np.float64]
    """The weights of each class, shape (classes, features)."""
    bias: Vector


def _calibrated(features: Any, classes: Sequence[str], labels: Sequence[str], recipe: Recipe) -> _Fitted:
    label_of = dict(zip(classes, labels, strict=True))
    temperature = recipe.temperature or _temperature(features, classes, label_of, recipe)
    model = _fit(features, classes, recipe)
    rows, bias = (part / temperature for part in _rows(model))
    return _Fitted(tuple(label_of[str(name)] for name in model.classes_), rows, bias.astype(np.float32))


def _kept(idf: Vector, weights: NDArray[np.float64], most: int) -> NgramWeights:
    """The places that weigh most; the others change hardly any decision and would fill the package."""
    used = np.flatnonzero(idf)
    weight = idf[used] * np.linalg.norm(weights, axis=1)
    rows = np.sort(np.argsort(-weight)[: min(most, int((weight > 0).sum()))])
    return NgramWeights(idf, used[rows].astype(np.int32), weights[rows].astype(np.float16))


def _features(vectors: Matrix, counted: list[Ngrams] | None, idf: Vector | None, scale: float) -> Any:
    """One row a sentence: its vector, and its pieces of words if they count."""
    if counted is None or idf is None:
        return vectors * scale
    return hstack([csr_matrix(vectors * scale), _pieces(counted, idf)]).tocsr()


def _pieces(counted: list[Ngrams], idf: Vector) -> Any:
    """One row a sentence: its pieces of words at the places that weigh anything."""
    starts = np.concatenate([[0], np.cumsum([len(found.places) for found in counted])])
    values = np.concatenate([weighted(found, idf) for found in counted])
    places = np.concatenate([found.places for found in counted])
    return csr_matrix((values, places, starts), (len(counted), PLACES))[:, np.flatnonzero(idf)]


def _idf(counted: list[Ngrams]) -> Vector:
    """Inverse document frequency of each place, smoothed; pieces that one sentence alone holds weigh nothing."""
    holding = np.bincount(np.concatenate([found.places for found in counted]), minlength=PLACES)
    idf = np.log((1 + len(counted)) / (1 + holding)) + 1
    return np.where(holding > 1, idf, 0).astype(np.float32)


def _class_weight(classes: Sequence[str], prior: Mapping[str, float] | None) -> dict[str, float] | None:
    if prior is None:
        return None
    counts = Counter(classes)
    return {name: prior[name] * len(classes) / count for name, count in counts.items()}


def _fit(features: Any, classes: Sequence[str], recipe: Recipe) -> Any:
    weight = _class_weight(classes, recipe.prior)
    if recipe.machine == "svm":
        return LinearSVC(C=recipe.regularisation, class_weight=weight).fit(features, list(classes))
    model = LogisticRegression(C=recipe.regularisation, max_iter=_ROUNDS, class_weight=weight)
    return model.fit(features, list(classes))


def _rows(model: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and bias with one row a class: for two classes scikit-learn keeps how much the second leads the first."""
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) > 2:
        return rows, bias
    return np.vstack([-rows, rows]) / 2, np.concatenate([-bias, bias]) / 2


def _temperature(features: Any, classes: Sequence[str], label_of: Mapping[str, str], recipe: Recipe) -> float:
    """What scores are divided by so that held-back sentences are as often right as the head is sure.

    Guo et al., "On Calibration of Modern Neural Networks", arXiv 1706.04599. 1 where there are too few to hold back.
    """
    if min(Counter(classes).values()) < _FOLDS:
        return 1.0
    learn, held = next(StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(np.zeros(len(classes)), classes))
    model = _fit(features[learn], [classes[i] for i in learn], recipe)
    rows, bias = _rows(model)
    scores = features[held] @ rows.T + bias
    right = np.array([[label_of[str(name)] == label_of[classes[i]] for name in model.classes_] for i in held])

    def loss(log_temperature: float) -> float:
        scaled = scores / np.exp(log_temperature)
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return float(-np.log((shares * right).sum(axis=1) / shares.sum(axis=1) + 1e-12).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-4, 3), method="bounded").x))
