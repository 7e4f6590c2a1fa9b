"""`make bench`: what a turn, a function and a start cost, as the tables of docs/benchmarks.md.

python -m tests.bench [turns] [functions] [starts] [--write]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from encoder.choose import encoder_for
from infra.check_packages import packages
from infra.local.settings import REGION, ROOT
from infra.package import runtime_python
from tests.bench.report import machine, percentiles, table
from tests.bench.running import run_stack
from tests.bench.turns import STEPS, TURNS, Measured, in_process, over_http

BUILD: Final = ROOT / ".aws-sam" / "build"
OUTPUT: Final = ROOT / "docs" / "benchmarks.md"


def turns() -> Iterator[str]:
    """The turn, in process and through the emulator, side by side."""
    with tempfile.TemporaryDirectory() as folder, run_stack(_with_index(Path(folder))) as (port, _):
        state = Path(folder)
        say("turns in process")
        shared = in_process(port, state, encoder_for("local", REGION))
        say("turns in process, each agent encoding for itself")
        apart = in_process(port, state, None)
        say("turns through Lambdas, one client")
        one = over_http(port, state, 1)
        say("turns through Lambdas, eight clients")
        eight = over_http(port, state, 8)
    columns = {
        "in process": shared,
        "in process, each agent encodes": apart,
        "Lambdas, 1 client": one,
        "Lambdas, 8 clients": eight,
    }
    yield f"### A turn, milliseconds, over {TURNS} real sentences\n"
    yield table(
        ["", "p50", "p95", "p99", "turns/s", "with an agent missing"],
        [
            [name, *percentiles(m.turns), f"{len(m.turns) / m.seconds:.1f}", str(m.missing)]
            for name, m in columns.items()
        ],
    )
    yield "\n### Each step of those turns, milliseconds (p50 / p95)\n"
    yield table(["", *columns], [[step, *(_p50_p95(m, step) for m in columns.values())] for step in STEPS])


def functions() -> Iterator[str]:
    """Import time and memory of each function's real package, in the runtime's own Python."""
    say("packages")
    yield "### Each function's package (`make package`), imported by the Lambda runtime's version of Python\n"
    yield table(
        ["function", "unzipped MB", "import s", "memory MB"],
        [
            [p.name, f"{p.size_mb:.0f}", _or_dash(p.import_seconds), _or_dash(p.memory_mb)]
            for p in packages(BUILD, runtime_python())
        ],
    )


def starts() -> Iterator[str]:
    """From `make run` in a fresh clone to the first cited answer, and again."""
    yield "### From `make run` to the first cited answer, seconds\n"
    with tempfile.TemporaryDirectory() as folder:
        clone, state = Path(folder) / "curbside", Path(folder) / "state"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        seconds = []
        for what in ("first start", "second start"):
            say(what)
            with run_stack(state, ("make", "run"), clone) as (_, ready):
                seconds.append(f"{ready:.1f}")
    yield table(
        ["", "s"], [["first start, fresh clone, packages to install", seconds[0]], ["second start", seconds[1]]]
    )


def _with_index(state: Path) -> Path:
    built = ROOT / ".curbside" / "index"
    if built.exists():
        shutil.copytree(built, state / "index")
    return state


def _p50_p95(measured: Measured, step: str) -> str:
    times = measured.steps[step]
    return " / ".join(percentiles(times)[:2]) if times else "–"


def _or_dash(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:g}"


def say(what: str) -> None:
    """Progress, on stderr."""
    print(f"  measuring {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure what was asked for."""
    parts = {"turns": turns, "functions": functions, "starts": starts}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help="default: all")
    parser.add_argument("--write", action="store_true", help=f"also write {OUTPUT.relative_to(ROOT)}")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in template.yaml
    text = "\n".join(line for name in options.parts or parts for line in (*parts[name](), ""))
    print(text)
    if options.write:
        made = f"Made by `make bench` on {datetime.now(UTC):%d %B %Y}: {machine()}."
        OUTPUT.write_text(f"# Benchmarks\n\n{made}\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
