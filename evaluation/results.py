"""What an evaluation gives: figures beside those of simpler ways, and examples of what went wrong."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from evaluation.measures import Figure
from evaluation.sets import Row

Origin = Literal["real", "synthetic"]


class Result(NamedTuple):
    """One line of the table."""

    what: str
    measured: str
    """Name of the measure, such as `macro-F1`."""
    origin: Origin
    """Sets written for this project are synthetic: they show weaknesses, and say little about customers."""
    ours: Figure
    others: dict[str, float]
    """The same rows, judged in simpler ways in this run."""
    left_out: int = 0
    """Near-duplicates of training sentences, not counted."""

    @property
    def name(self) -> str:
        """Identifies the line among the committed figures."""
        return f"{self.what}: {self.measured}"


class Confusion(NamedTuple):
    """Rows of one label that were taken for another."""

    expected: str
    found: str
    examples: tuple[str, ...]
    times: int


def confusions(rows: Sequence[Row], found: Sequence[str], most: int = 12, examples: int = 3) -> list[Confusion]:
    """The most frequent confusions, each with some examples: none of texts that may not be passed on."""
    wrong = [(row, label) for row, label in zip(rows, found, strict=True) if row.expected != label]
    counts = Counter((row.expected, label) for row, label in wrong)
    return [
        Confusion(*pair, tuple(row.text for row, label in wrong if (row.expected, label) == pair)[:examples], times)
        for pair, times in counts.most_common(most)
    ]


class Report(NamedTuple):
    """Everything one agent's evaluation gives."""

    agent: str
    results: list[Result]
    confused: dict[str, list[Confusion]]
    """By name of the set."""
    curve: list[tuple[float, float, float]]
    """Reliability: mean confidence, share right, share of rows; empty where confidence means nothing."""
    columns: tuple[str, str] = ("right", "taken for")
    """What `expected` and `found` of its confusions mean."""
