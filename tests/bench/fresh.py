"""Measuring in a process of its own, so that its memory is that of the one thing it does."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from infra.local.settings import ROOT

WARM_UP: Final = 10
"""First calls, which are not counted: they read files and fill caches."""


def in_fresh_process(module: str, *words: str | int | Path) -> dict[str, Any]:
    """Run a module of the benchmark; returns the JSON object on its last line.

    Raises `subprocess.CalledProcessError` if it fails or is killed; what it says on stderr is shown as it comes.
    """
    command = [sys.executable, "-m", f"tests.bench.{module}", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
