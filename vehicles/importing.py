"""Reading recalls from files of any known format, and keeping them as JSON lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import ValidationError

from contracts.errors import InvalidInput
from vehicles.campaigns import Campaigns, RecallRow
from vehicles.nhtsa import read_api, read_flat_file
from vehicles.recall_table import read_table
from vehicles.recalls import Recall
from vehicles.report import Progress, Report

Reader = Callable[[Path, Report], Iterator[RecallRow]]
HEAD_BYTES: Final = 32 * 1024
"""Enough for the first line of any format: NHTSA names 17,108 characters as its longest."""
FEWEST_TABS: Final = 10


class Import(NamedTuple):
    """What was read. Recalls are made one by one, since a whole register of them takes much memory."""

    campaigns: Campaigns
    report: Report

    def recalls(self) -> Iterator[Recall]:
        """Every recall, in the order of the files."""
        return self.campaigns.recalls()

    def __str__(self) -> str:
        report = self.report
        return (
            f"{report.rows} rows read, {report.rows - report.skipped} imported, {report.skipped} skipped, "
            f"{report.noted} fields left out: {len(self.campaigns)} recalls"
        )


def read_recalls(paths: Sequence[Path], progress: Progress | None = None) -> Import:
    """Read files into recalls, together, so that a campaign spread over files becomes one.

    Raises `InvalidInput` naming a file that cannot be read or is of no known format.
    """
    campaigns, report = Campaigns(), Report(progress)
    for path in paths:
        report.begin(path.name)
        try:
            for row in reader_for(path)(path, report):
                campaigns.add(row)
        except OSError as error:
            raise InvalidInput(str(path), f"cannot be read: {error.strerror}") from error
    return Import(campaigns, report)


def reader_for(path: Path) -> Reader:
    """The reader that fits the beginning of a file. Raises `InvalidInput` if none does."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    line = head.partition(b"\n")[0]
    if head.startswith(b"PK"):
        raise InvalidInput(str(path), "is a ZIP archive: unpack it first")
    if head.startswith(b"{"):
        return read_api
    if line.count(b"\t") >= FEWEST_TABS:
        return read_flat_file
    if b"campaign_id" in line.lower():
        return read_table
    raise InvalidInput(
        str(path),
        "is neither a flat file of NHTSA (tabs), nor an answer of its API (JSON), nor a table of recalls (CSV "
        "with a column campaign_id)",
    )


def save_recalls(recalls: Iterable[Recall], path: Path) -> None:
    """Write one recall a line. The file appears whole or not at all. Raises `InvalidInput` if it cannot be written."""
    unfinished = path.parent / f"{path.name}.part"
    try:
        with unfinished.open("w", encoding="utf-8") as lines:
            lines.writelines(f"{recall.model_dump_json(exclude_defaults=True)}\n" for recall in recalls)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise InvalidInput(str(path), f"cannot be written: {error.strerror}") from error


def load_recalls(path: Path) -> Iterator[Recall]:
    """Read what `save_recalls` wrote. Raises `InvalidInput` naming the line that is no recall."""
    number = 0
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007  # it is named when a line is refused
                if line.strip():
                    yield Recall.model_validate_json(line)
    except OSError as error:
        raise InvalidInput(str(path), f"cannot be read: {error.strerror}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "the line"
        raise InvalidInput(str(path), f"line {number} is no recall: {where}: {fault['msg']}") from error
