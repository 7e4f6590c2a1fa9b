"""Import time and memory of each function's real package, in the runtime's own Python."""

from collections.abc import Iterator
from typing import Final

from infra.check_packages import packages
from infra.local.settings import ROOT
from infra.package import RUNTIME, runtime_python
from tests.bench.progress import say
from tests.bench.report import table

BUILD: Final = ROOT / ".aws-sam" / "build"
INTRODUCTION: Final = f"""## Functions

Each function's package with its layers, as `make package` builds it, imported by the Lambda runtime's Python {RUNTIME}
in a process of its own. Memory is that of the whole process, at its peak.
"""


def tables() -> Iterator[str]:
    """One line a function."""
    yield INTRODUCTION
    if not BUILD.exists():
        yield "Not measured: `make package` builds them."
        return
    say("packages")
    yield table(
        ["function", "unzipped MB", "import s", "memory MB"],
        [
            [p.name, f"{p.size_mb:.0f}", _or_dash(p.import_seconds), _or_dash(p.memory_mb)]
            for p in packages(BUILD, runtime_python())
        ],
    )


def _or_dash(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:g}"
