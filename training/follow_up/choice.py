"""Fit weights by which at most one of several is chosen: multinomial logistic regression with "none of them"."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

REGULARISATION: Final = 1.0
"""Variance that is expected of the weights where each feature has deviation 1; from 0.1 to 10 it hardly matters."""
Numbers = NDArray[np.float64]


class Choice(NamedTuple):
    """What one may be chosen of, each in one place."""

    log_odds: Numbers
    """Of each being chosen, before any feature is looked at."""
    features: Numbers
    """One row each."""
    right: NDArray[np.bool_]
    """Which is right: one at most."""


def fit_choice(choices: Sequence[Choice], weight: Numbers) -> Numbers:
    """Return the weight of each feature; `weight` is how much each choice counts."""
    features = np.vstack([one.features for one in choices])
    deviations = np.where(features.std(axis=0) > 0, features.std(axis=0), 1.0)
    rows, before = features / deviations, np.concatenate([one.log_odds for one in choices])
    chosen = np.concatenate([one.right for one in choices]).astype(float)
    choice = np.repeat(np.arange(len(choices)), [len(one.right) for one in choices])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = before + rows @ weights
        odds = np.exp(scores)
        totals = 1 + np.bincount(choice, odds, len(choices))
        likelihood = float((weight * (np.bincount(choice, scores * chosen, len(choices)) - np.log(totals))).sum())
        gradient = rows.T @ (weight[choice] * (chosen - odds / totals[choice]))
        return float(weights @ weights) / (2 * REGULARISATION) - likelihood, weights / REGULARISATION - gradient

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    weights: Numbers = found.x / deviations
    return weights
