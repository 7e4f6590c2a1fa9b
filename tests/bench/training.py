"""How long each head takes to train from scratch, by the command that made those which ship.

It runs in a copy of the project, so that nothing of this one is overwritten, and without the vectors that earlier
trainings left beside it.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from encoder.model_files import CACHE
from infra.local.settings import ROOT
from tests.bench.progress import say
from tests.bench.report import rounded, table
from training.vectors import FOLDER

VECTORS: Final = FOLDER.relative_to(ROOT)


class Training(NamedTuple):
    """One head."""

    head: str
    """Its name for `python -m training`."""
    needs_data: bool = True
    """Whether it learns from more than what ships."""
    encodes: bool = True
    """Whether it learns from vectors of sentences, which it keeps for the next time."""


TRAININGS: Final = (
    Training("intent", needs_data=False),
    Training("sentiment"),
    Training("emotion"),
    Training("danger"),
    Training("danger_words", encodes=False),
    Training("attacks", encodes=False),
    Training("documents", encodes=False),
    Training("language", encodes=False),
    Training("privacy", encodes=False),
    Training("follow_up", needs_data=False),
    Training("question_space", needs_data=False),
    Training("judge"),
    Training("going_on", needs_data=False),
)
HEAD: Final = ("head", "from scratch, s", "again, s")
INTRODUCTION: Final = """## Training

From the start of the command to its end, on one thread. "From scratch" encodes every sentence; "again" finds the
vectors that the first time left (`.curbside/vectors`).
"""


def tables(data: Path | None, *, wanted: bool) -> Iterator[str]:
    """One line a head; without `data` only those that learn from what ships."""
    yield INTRODUCTION
    if not wanted:
        yield "Not measured: it takes many minutes (`make bench TRAINING=1 DATA=DIR`)."
        return
    with TemporaryDirectory() as folder:
        project = Path(folder) / "curbside"
        copy_project(project)
        measured = [one for one in TRAININGS if data or not one.needs_data]
        yield table(HEAD, [row(one, project, data) for one in measured])
    left_out = [one.head for one in TRAININGS if one not in measured]
    if left_out:
        yield f"\nNot measured, since they learn from data that may not ship: {', '.join(left_out)} (`DATA=DIR`)."


def copy_project(target: Path) -> None:
    """Copy what trainings read; of what lies below `.curbside` the encoder alone."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests", "ui", "docs"))
    (target / CACHE.relative_to(ROOT)).parent.mkdir()
    (target / CACHE.relative_to(ROOT)).symlink_to(CACHE)


def row(training: Training, project: Path, data: Path | None) -> list[str]:
    """Seconds of the first time and of the second."""
    shutil.rmtree(project / VECTORS, ignore_errors=True)
    words = ["training", training.head, *(["--data", str(data.resolve())] if data else [])]
    say(f"training of {training.head}, from scratch")
    scratch = seconds(words, project)
    if not training.encodes:
        return [training.head, rounded(scratch), "–"]
    say(f"training of {training.head}, again")
    return [training.head, rounded(scratch), rounded(seconds(words, project))]


def seconds(words: Sequence[str], project: Path) -> float:
    """Run a module of the project at `project`. Raises `subprocess.CalledProcessError` if it fails."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", *words], cwd=project, stdout=sys.stderr, check=True)
    return time.perf_counter() - started
