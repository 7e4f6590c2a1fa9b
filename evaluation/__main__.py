"""Measure what the agents understand: `make evaluate`, or with all real data `make evaluate DATA=DIR`.

Prints one table, compares it with the committed figures, and fails if one fell beyond its interval. DIR holds data that
may not be part of the project: `sentiment/` (cardiffnlp/xlm-t and tweeteval), `retrieval/` (XQuAD in BEIR layout) and
`pii/` (presidio-research). Without it the figures that need it are not measured. `--update` commits the figures and
writes `docs/quality.md`, its picture and the README's table. The committed figures are those of the local encoder.
"""

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from contracts.command_line import exit_code, parser_of
from encoder.command_line import add_encoder_options, encoder_of
from evaluation import (
    dangers,
    foreign,
    intents,
    judging,
    languages,
    masking,
    missing_agents,
    moods,
    retrieval,
    scripted,
    sentences,
    slots,
)
from evaluation.danger_chart import false_alarms
from evaluation.figures import commit, committed, fallen
from evaluation.page import page
from evaluation.remembering import RememberingEncoder
from evaluation.results import Report, Result
from evaluation.summary import summary_table
from evaluation.tables import results_table

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "quality.md"
CHART: Final = ROOT / "docs" / "quality-danger.svg"
README: Final = ROOT / "README.md"
MARKS: Final = ("<!-- quality -->\n", "<!-- /quality -->")
"""Between them the README holds its table."""


def measured(data: Path | None, encoder: RememberingEncoder) -> Iterator[Report]:
    """The reports, one agent after the other."""
    yield intents.evaluate(encoder)
    yield foreign.evaluate(encoder, data)
    yield dangers.evaluate(encoder, data)
    yield missing_agents.evaluate(encoder, data)
    yield sentences.evaluate(encoder)
    yield slots.evaluate()
    yield retrieval.evaluate_handbook(encoder)
    yield retrieval.evaluate_asking_on(encoder)
    yield judging.evaluate_handbook(encoder)
    yield judging.evaluate_customers(encoder)
    yield retrieval.evaluate_lights(encoder)
    yield languages.evaluate(data)
    yield scripted.evaluate(encoder)
    if data is not None:
        yield masking.evaluate(data / "pii")
        yield moods.evaluate(encoder, data / "sentiment")
        yield retrieval.evaluate_collections(encoder, data / "retrieval")
        yield judging.evaluate_real(encoder, data / "retrieval")


def with_table(readme: str, results: list[Result]) -> str:
    """The README with the table that answers a reader's questions."""
    before, rest = readme.split(MARKS[0])
    return f"{before}{MARKS[0]}{summary_table(results)}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"


def main() -> int:
    """Evaluate; returns 1 if a figure fell."""
    parser = parser_of("evaluation", __doc__)
    add_encoder_options(parser)
    parser.add_argument("--data", type=Path, help="folder with the data that may not be part of the project")
    parser.add_argument("--update", action="store_true", help="commit these figures and write docs/quality.md")
    return exit_code(partial(run, parser.parse_args()))


def run(options: argparse.Namespace) -> int:
    """Measure, and commit the figures or compare them with those that are; returns 1 if one fell."""
    reports = []
    for report in measured(options.data, RememberingEncoder(encoder_of(options))):
        print(f"measured: {report.agent}", file=sys.stderr)
        reports.append(report)
    results = [result for report in reports for result in report.results]
    print(results_table(results))
    before = committed()
    if options.update:
        commit(results, before)
        PAGE.write_text(page(reports), encoding="utf-8")
        if options.data is not None:
            CHART.write_text(false_alarms(results), encoding="utf-8")
            README.write_text(with_table(README.read_text(encoding="utf-8"), results), encoding="utf-8")
        return 0
    worse = fallen(results, before)
    for line in worse:
        print(f"FELL: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    raise SystemExit(main())
