"""What an answer before it says of passages: who goes on from it means what stands on its page, or nothing of all that.

At most one passage is meant, so they share the probability, and what is left of it is for none: of two that are equally
likely neither is sure, and one that little speaks for is sure enough where nothing speaks for the others. Multinomial
logistic regression over `CLUES`, on top of the judge's log odds; its weights are stored for each encoder, made by
`python -m training going_on`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from encoder.folders import file_for
from encoder.measured import Measured, read_measured, write_measured
from knowledge.engine import LastAnswer
from knowledge.judge.evidence import Found
from knowledge.passages import page_of

FOLDER: Final = Path(__file__).with_name("measured")
REMEASURE: Final = "python -m training going_on"
CLUES: Final = ("beside", "quoted", "follows", "stands_out")
"""Of a passage on the page that was quoted: whether it is another one, or the one that was quoted; the log odds that
the message goes on; and how far its score is above that of the others: a message that says little is little like any
passage, but most like the one that it means. Elsewhere a passage is as likely as the judge says."""
Shares = NDArray[np.float64]
_LEAST: Final = 1e-4
"""No passage is ruled out, or certain."""
_LEAST_FOLLOWS: Final = 0.01
"""Nor is that a message goes on."""


class GoingOn(Measured):
    """Weights for one encoder."""

    weights: tuple[float, ...] = Field(default=(0.0,) * len(CLUES), min_length=len(CLUES), max_length=len(CLUES))
    """One for each of `CLUES`."""

    def probabilities(self, judged: Shares, found: Sequence[Found], after: LastAnswer) -> Shares:
        """Return how probable it is that each passage is meant, from what the judge says without the answer before."""
        return self.shares(log_odds(judged), clues(found, after))

    def shares(self, logits: Shares, told: Shares) -> Shares:
        """Return the same from the judge's log odds and `CLUES`."""
        odds = np.exp(logits + told @ np.array(self.weights))
        shares: Shares = odds / (1 + odds.sum())
        return shares


def log_odds(judged: Shares, least: float = _LEAST) -> Shares:
    """Return the log odds of probabilities, none of which is nearer to 0 or 1 than `least`."""
    kept = judged.clip(least, 1 - least)
    odds: Shares = np.log(kept / (1 - kept))
    return odds


def clues(found: Sequence[Found], after: LastAnswer) -> Shares:
    """Return `CLUES` of the passages, shape (passages, clues)."""
    names = [one.passage.id for one in found]
    quoted = np.array([name == after.passage for name in names], dtype=float)
    on_page = np.array([page_of(name) == after.page for name in names], dtype=float)
    scores = np.array([one.ranked.score for one in found], dtype=float)
    follows = float(log_odds(np.array([after.follows]), _LEAST_FOLLOWS)[0])
    return np.stack([on_page - quoted, quoted, on_page * follows, _above_others(scores, on_page)], axis=1)


def _above_others(scores: Shares, counted: Shares) -> Shares:
    """How far each score that counts is above the mean of the others that do; 0 where it does not, or is alone."""
    others = max(counted.sum() - 1, 1)
    above: Shares = (scores - ((scores * counted).sum() - scores) / others) * counted * float(counted.sum() > 1)
    return above


def going_on_file(encoder: str) -> Path:
    """Return where the weights for an encoder lie."""
    return file_for(FOLDER, encoder, "going_on.json")


@cache
def load_going_on(encoder: str) -> GoingOn:
    """Read the weights for an encoder.

    Raises `ConfigurationError` if they are missing or broken, or were measured on vectors of another encoder.
    """
    return read_measured(GoingOn, going_on_file(encoder), encoder, REMEASURE)


def write_going_on(found: GoingOn) -> None:
    """Write the weights for an encoder in the place of those before."""
    write_measured(found, going_on_file(found.encoder))
