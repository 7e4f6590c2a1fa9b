"""What an answer before it says of a passage: who goes on from it means what stands beside it, and nothing else.

Logistic regression over the judge's log odds, stored for each encoder, made by `python -m training going_on`.
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
from knowledge.passages import page_of

FOLDER: Final = Path(__file__).with_name("measured")
REMEASURE: Final = "python -m training going_on"
SIDES: Final = ("beside", "beside_follows", "quoted", "quoted_follows", "elsewhere_follows")
"""Whether a passage stands on the page that was quoted, whether it is the one that was quoted, and each by how likely
the message goes on; and how likely it does where the passage stands elsewhere."""
Shares = NDArray[np.float64]
_LEAST: Final = 1e-4
"""No passage is ruled out, or certain."""


class GoingOn(Measured):
    """Weights for one encoder."""

    scale: float = 1.0
    """Weight of the judge's own log odds."""
    weights: tuple[float, ...] = Field(default=(0.0,) * len(SIDES), min_length=len(SIDES), max_length=len(SIDES))
    """One for each of `SIDES`."""
    constant: float = 0.0

    def probabilities(self, judged: Shares, passages: Sequence[str], after: LastAnswer) -> Shares:
        """Return how probable it is that each passage answers, from what the judge says without the answer before."""
        logits = self.scale * log_odds(judged) + sides(passages, after) @ np.array(self.weights) + self.constant
        probabilities: Shares = 1 / (1 + np.exp(-logits))
        return probabilities


def log_odds(judged: Shares) -> Shares:
    """Return the log odds of probabilities."""
    kept = judged.clip(_LEAST, 1 - _LEAST)
    odds: Shares = np.log(kept / (1 - kept))
    return odds


def sides(passages: Sequence[str], after: LastAnswer) -> Shares:
    """Return `SIDES` of the passages with these ids, shape (passages, sides)."""
    quoted = np.array([one == after.passage for one in passages], dtype=float)
    beside = np.array([page_of(one) == after.page for one in passages], dtype=float) - quoted
    follows = after.follows
    return np.stack([beside, beside * follows, quoted, quoted * follows, (1 - beside - quoted) * follows], axis=1)


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
