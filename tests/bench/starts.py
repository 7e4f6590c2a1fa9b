"""From `make run` in a fresh clone to the first cited answer, and again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from infra.local.settings import ROOT
from tests.bench.progress import say
from tests.bench.report import table
from tests.bench.running import run_stack

INTRODUCTION: Final = """## Starts

From `make run` to the first cited answer.
"""


def tables() -> Iterator[str]:
    """Both starts."""
    yield INTRODUCTION
    with TemporaryDirectory() as folder:
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
