"""`make bench`: what turns, answers, agents, encoders, retrieval, judging, prompts, ingestion and starts cost.

    python -m tests.bench [PART...] [--data DIR] [--large] [--training] [--update]

Tables go to stdout as they are made, progress to stderr; `--update` writes `docs/benchmarks.md`. DIR is that of `make
evaluate`: `retrieval/` (XQuAD in BEIR layout) adds to the text that passages are made of, `sentiment/` gives longer
messages, and with `pii/` it is what most heads are trained on.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from infra.local.settings import ROOT
from tests.bench import (
    agents,
    answers,
    encoders,
    functions,
    ingestion,
    judging,
    prompts,
    retrieval,
    starts,
    training,
    turns,
)
from tests.bench.report import machine

OUTPUT: Final = ROOT / "docs" / "benchmarks.md"
PARTS: Final[dict[str, Callable[[argparse.Namespace], Iterator[str]]]] = {
    "turns": lambda options: turns.tables(options.data),
    "answers": lambda _: answers.tables(),
    "agents": lambda _: agents.tables(),
    "encoders": lambda _: encoders.tables(),
    "retrieval": lambda options: retrieval.tables(options.data, large=options.large),
    "judging": lambda _: judging.tables(),
    "prompts": lambda _: prompts.tables(),
    "ingestion": lambda _: ingestion.tables(),
    "functions": lambda _: functions.tables(),
    "starts": lambda _: starts.tables(),
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
    made.add_argument("--update", action="store_true", help="write docs/benchmarks.md from a run of all parts")
    return made


def main() -> None:
    """Measure what was asked for."""
    asked = parser()
    options = asked.parse_args()
    if options.update and options.parts:
        asked.error("--update takes no parts: the page is one run")
    lines = [heading(command(options))]
    for name in options.parts or PARTS:
        for line in (*PARTS[name](options), ""):
            print(line, flush=True)
            lines.append(line)
    if options.update:
        OUTPUT.write_text("\n".join(lines), encoding="utf-8")


def heading(made_by: str) -> str:
    """What the page begins with."""
    made = f"Made by `{made_by}` on {datetime.now(UTC):%d %B %Y}: {machine()}."
    return f"# Benchmarks\n\n{made}\nEvery process encodes and reckons on one thread, as the functions do.\n"


def command(options: argparse.Namespace) -> str:
    """How to make the page again."""
    chosen = {"DATA=DIR": options.data, "LARGE=1": options.large, "TRAINING=1": options.training}
    return " ".join(["make bench", *(word for word, wanted in chosen.items() if wanted)])


if __name__ == "__main__":
    main()
