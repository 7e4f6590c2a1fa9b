"""What an import has to say: how many rows, which were left out, and why."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vehicles.policy import LISTED_PROBLEMS

PROGRESS_ROWS: Final = 10_000
"""Rows between two signs of progress."""

Progress = Callable[[str, int], None]
"""Told the file's name and the rows read so far."""


class Problem(NamedTuple):
    """One thing that is wrong in a file. `place` is a line or a result, with the column if one is to blame."""

    file: str
    place: str
    reason: str
    skipped: bool
    """Whether the row was left out; else it was imported without the field that is wrong."""

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.reason}"


@dataclass
class Report:
    """Counts of one import. `row` begins a row; `skip` and `note` say what is wrong with it."""

    progress: Progress | None = None
    file: str = ""
    place: str = ""
    rows: int = 0
    skipped: int = 0
    noted: int = 0
    problems: list[Problem] = field(default_factory=list)

    def begin(self, file: str) -> None:
        """A file begins."""
        self.file, self.place = file, "start"

    def row(self, place: str) -> None:
        """A row begins."""
        self.rows, self.place = self.rows + 1, place
        if self.progress is not None and self.rows % PROGRESS_ROWS == 0:
            self.progress(self.file, self.rows)

    def skip(self, *reasons: tuple[str, str]) -> None:
        """The row is left out, for these (column, reason) pairs; the column may be empty."""
        self.skipped += 1
        for column, reason in reasons:
            self._keep(column, reason, skipped=True)

    def note(self, column: str, reason: str) -> None:
        """The row is imported, but not this field."""
        self.noted += 1
        self._keep(column, reason, skipped=False)

    def _keep(self, column: str, reason: str, *, skipped: bool) -> None:
        if len(self.problems) < LISTED_PROBLEMS:
            place = f"{self.place}, column {column}" if column else self.place
            self.problems.append(Problem(self.file, place, reason, skipped))
