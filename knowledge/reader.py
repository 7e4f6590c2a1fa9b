"""Reads documents in a process of its own, so that none takes the memory, the time or the life of the ingestion.

One process reads many documents, one after the other; it is replaced when one of them ended it, or made it large.
"""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO, Final, Self, cast

from pydantic import ValidationError

from contracts.errors import ConfigurationError, InvalidInput, Unavailable
from knowledge import reader_process
from knowledge.formats.limits import Limits
from knowledge.frames import receive, send
from knowledge.passages import StoredPassage
from knowledge.policy import (
    MAX_PASSAGES_BYTES,
    READER_END_SECONDS,
    READER_GRACE_SECONDS,
    READER_KEPT_BYTES,
    READER_START_SECONDS,
)
from knowledge.reader_process import READY, Answer, takes_too_much

_OF_AWS: Final = "AWS_"
"""How the names of variables begin that hold credentials, or lead to some."""


class _Died(Exception):
    """The process ended before it answered."""


class Reader:
    """Use it in a `with`: at its end the process ends too. It is started for the first document."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()

    def passages(
        self, source: str, content: bytes, sidecar: bytes | None = None, defaults: bytes | None = None
    ) -> list[StoredPassage]:
        """Read a document and split it into passages.

        Raises `InvalidInput` if it cannot be read, also if it ended the process or took too long; `Unavailable` or
        `ConfigurationError` if no process can be started.
        """
        frames = (json.dumps({"source": source, "limits": self.limits._asdict()}).encode(), content, sidecar, defaults)
        if self._process:
            with suppress(_Died):  # a document before it may have left the process broken: the next one is fresh
                return self._passages(source, *frames)
        try:
            return self._passages(source, *frames)
        except _Died as died:
            raise InvalidInput(source, str(died)) from died

    def _passages(self, source: str, *frames: bytes | None) -> list[StoredPassage]:
        process = self._process = self._process or self._started()
        clock = _Clock(process, self.limits.seconds + READER_GRACE_SECONDS)
        try:
            with clock:
                answer = Answer.model_validate_json(_asked(process, *frames))
        except (OSError, EOFError, ValidationError):
            code = self._code()
            if clock.over or code == -signal.SIGXCPU:
                reason = f"takes longer to read than {self.limits.seconds:.0f} s"
                raise InvalidInput(source, reason) from None
            raise _Died(self._reason(code)) from None
        if answer.memory > READER_KEPT_BYTES:
            self._end()
        if answer.reason is not None:
            raise InvalidInput(source, answer.reason)
        return list(answer.passages)

    def _reason(self, code: int) -> str:
        """Why the process ended: the system kills who takes more memory than there is."""
        if code == -signal.SIGKILL:
            return takes_too_much(self.limits.memory_bytes)
        return (
            f"cannot be read: it made its reader crash ({signal.Signals(-code).name if code < 0 else f'code {code}'})"
        )

    def _started(self) -> "subprocess.Popen[bytes]":
        """A process that is ready. `-P`: no module is taken from the folder that one happens to stand in."""
        command = [sys.executable, "-P", "-m", reader_process.__name__, str(self.limits.memory_bytes)]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment(), bufsize=-1
            )
        except OSError as error:
            raise Unavailable("the process that reads documents", type(error).__name__) from error
        self._process = process
        with suppress(OSError, EOFError), _Clock(process, READER_START_SECONDS):
            if receive(_pipe(process.stdout), len(READY)) == READY:
                return process
        raise ConfigurationError(f"the process that reads documents did not start (code {self._code()})")

    def _end(self) -> None:
        """End the process, if there is one: it has nothing to finish."""
        if self._process:
            self._process.kill()
            self._code()

    def _code(self) -> int:
        """The code with which the process ends, or has ended: negative for a signal."""
        process, self._process = cast("subprocess.Popen[bytes]", self._process), None
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what it did not read any more
                _pipe(pipe).close()
        try:
            return process.wait(READER_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


class _Clock:
    """Kills a process that takes longer."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self.over = False
        self._process = process
        self._timer = Timer(seconds, self._end)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.over = True
        self._process.kill()


def _asked(process: "subprocess.Popen[bytes]", *frames: bytes | None) -> bytes:
    send(_pipe(process.stdin), *frames)
    return receive(_pipe(process.stdout), MAX_PASSAGES_BYTES) or b""


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that was asked for is there."""
    return cast(IO[bytes], pipe)


def _environment() -> dict[str, str]:
    """This process's own, with the folders that modules are found in, and without anything that opens AWS."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_AWS)}
    return kept | {"PYTHONPATH": os.pathsep.join(str(Path(folder).absolute()) for folder in sys.path)}
