"""`make bench`: what turns, models, agents, encoders, retrieval, the live channel, ingestion and starts cost.

The part `desk` is no cost: it simulates days at the desk, and tells who waits how long, and what they are told of it.

    python -m tests.bench [PART...] [--data DIR] [--large] [--training] [--update]

Tables go to stdout as they are made, progress to stderr; `--update` writes those of the parts that ran to
`docs/benchmarks.md`. DIR is that of `make evaluate`: `retrieval/` (XQuAD in BEIR layout) adds to the text that passages
are made of, `sentiment/` gives longer messages, and with `pii/` it is what most heads are trained on.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from infra.local.settings import ROOT
from tests.bench import (
    agents,
    answers,
    encoders,
    failing_models,
    functions,
    ingestion,
    judging,
    live,
    models,
    prompts,
    retrieval,
    starts,
    streaming,
    training,
    turns,
)
from tests.bench.desk_day import report
from tests.bench.page import made_by, page_of, section

OUTPUT: Final = ROOT / "docs" / "benchmarks.md"
PARTS: Final[dict[str, Callable[[argparse.Namespace], Iterator[str]]]] = {
    "turns": lambda options: turns.tables(options.data),
    "answers": lambda _: answers.tables(),
    "models": lambda _: models.tables(),
    "streaming": lambda options: streaming.tables(update=options.update),
    "failing_models": lambda _: failing_models.tables(),
    "live": lambda _: live.tables(),
    "agents": lambda _: agents.tables(),
    "encoders": lambda _: encoders.tables(),
    "retrieval": lambda options: retrieval.tables(options.data, large=options.large),
    "judging": lambda _: judging.tables(),
    "prompts": lambda _: prompts.tables(),
    "ingestion": lambda _: ingestion.tables(),
    "functions": lambda _: functions.tables(),
    "starts": lambda _: starts.tables(),
    "desk": lambda _: report.tables(),
    "training": lambda options: training.tables(options.data, wanted=options.training),
}


def parser() -> argparse.ArgumentParser:
    """What may be asked for."""
    made = argparse.ArgumentParser(
        prog="python -m tests.bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"of {', '.join(PARTS)}")
    made.add_argument("--data", type=Path, help="folder with the data that may not be part of the project")
    made.add_argument("--large", action="store_true", help="retrieval at 100,000 and 500,000 passages too")
    made.add_argument("--training", action="store_true", help="train each head, to see how long it takes")
    made.add_argument("--update", action="store_true", help="write the sections of these parts to docs/benchmarks.md")
    return made


def main() -> None:
    """Measure what was asked for."""
    options = parser().parse_args()
    for name in options.parts or PARTS:
        made = made_by(name, options_of(options))
        measured = section("\n".join(PARTS[name](options)), made)
        print(measured, flush=True)
        if options.update:
            before = OUTPUT.read_text(encoding="utf-8") if OUTPUT.exists() else ""
            OUTPUT.write_text(page_of(before, {name: measured}, PARTS), encoding="utf-8")


def options_of(options: argparse.Namespace) -> list[str]:
    """Return what was asked for beside parts, as `make bench` takes it."""
    chosen = {"DATA=DIR": options.data, "LARGE=1": options.large, "TRAINING=1": options.training}
    return [word for word, wanted in chosen.items() if wanted]


if __name__ == "__main__":
    main()
