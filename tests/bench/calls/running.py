"""A worker as a process."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from infra.local.settings import ROOT
from tests.bench.calls.ways import Question
from tests.bench.double import MADE_UP


class Start(NamedTuple):
    """What a process spends until its first answer."""

    load_s: float
    """Imports and the making of a client."""
    first_call_ms: float
    memory: int
    """Bytes that it has grown by at its peak."""


class Round(NamedTuple):
    """Calls of one round: milliseconds of each, and of processors a call."""

    first: list[float]
    whole: list[float]
    cpu: float


class Worker:
    """A process that asks in one way."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.start = Start(**self._told())

    def round(self, threads: int, calls: int) -> Round:
        """Let it call. Raises `RuntimeError` if it ends instead."""
        if self._process.stdin:
            print(threads, calls, file=self._process.stdin, flush=True)
        return Round(**self._told())

    def _told(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError("the worker has ended; stderr says why")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def running_worker(python: Path, way: str, question: Question) -> Iterator[Worker]:
    """Start a worker in an environment with made-up credentials alone, and a home where none are kept."""
    command = [str(python), "-m", "tests.bench.calls.worker", way, json.dumps(asdict(question))]
    with TemporaryDirectory() as home:
        environment = {**MADE_UP, "PATH": os.environ["PATH"], "HOME": home, "AWS_EC2_METADATA_DISABLED": "true"}
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:  # at its end stdin is closed, and with it the worker ends
            try:
                yield Worker(process)
            except BaseException:
                process.kill()
                raise
