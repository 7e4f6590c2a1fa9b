"""Import recalls: `python -m infra.recalls FILE... --table RECALLS_TABLE --region eu-west-1`.

Reads what `python -m vehicles recalls` reads: flat files and API answers of NHTSA, and recall tables of makers. Running
it again with newer files replaces what changed. With `--remove-missing` it also deletes recalls that the same sources
no longer hold: give it all files of a source then. The exit code is 0, or 1 if something cannot be done, or 2 if rows
of a file had to be left out.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from contracts.command_line import parser_of
from contracts.errors import CurbsideError, InvalidInput
from store.names import TableNames
from store.recalls import RecallKey, RecallRow, remove_recalls, save_recalls
from store.tables import connect
from vehicles.importing import read_recalls
from vehicles.policy import SHOWN_PROBLEMS
from vehicles.recall_keys import records_of
from vehicles.recalls import Recall

PROGRESS_ROWS: Final = 500


def rows_of(recall: Recall) -> Iterator[RecallRow]:
    """The rows that hold a recall."""
    for record in records_of(recall):
        yield RecallRow(
            make=record.make,
            name=f"{record.model}#{recall.source}#{recall.campaign_id}#{record.part}",
            source=recall.source,
            years=record.years,
            by_vin=record.by_vin,
            by_date=record.by_date,
            record=record.recall.model_dump(mode="json", exclude_defaults=True),
        )


def store_recalls(files: Sequence[Path], *, remove_missing: bool = False) -> int:
    """Read files and store their recalls; returns the exit code. Raises `InvalidInput` and `Unavailable`."""
    found = read_recalls(files)
    for problem in found.report.problems[:SHOWN_PROBLEMS]:
        print(f"{'skipped' if problem.skipped else 'left out'}: {problem}", file=sys.stderr)
    if remove_missing and found.report.skipped:
        raise InvalidInput(
            "files", "rows were skipped, so nobody knows what is missing: mend them, or import them as is"
        )
    written, sources = set[RecallKey](), set[str]()

    def rows() -> Iterator[RecallRow]:
        for recall in found.recalls():
            sources.add(recall.source)
            yield from rows_of(recall)

    for key in save_recalls(rows()):
        written.add(key)
        if len(written) % PROGRESS_ROWS == 0:
            print(f"\r  {len(written)} rows written", end="", file=sys.stderr, flush=True)
    removed = remove_recalls(frozenset(sources), written) if remove_missing else 0
    print(f"\r{found}; {len(written)} rows written, {removed} removed")
    return 2 if found.report.skipped else 0


def main() -> int:
    """Import files; returns the exit code."""
    parser = parser_of("infra.recalls", __doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--table", required=True, help="the stack's output RecallsTable")
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--remove-missing", action="store_true", help="delete what these sources no longer hold")
    options = parser.parse_args()
    connect(TableNames(recalls=options.table), options.region)
    try:
        return store_recalls(options.files, remove_missing=options.remove_missing)
    except InvalidInput as error:
        print(f"error: {error.field}: {error}", file=sys.stderr)
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
