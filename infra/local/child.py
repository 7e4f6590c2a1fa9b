"""A process that a run starts: its id and its log lie in the state folder, so that a later run finds it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from contracts.errors import ConfigurationError

START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 0.1


class Child:
    """One process, and its workers. `mark` stands in its command line, and in that of no other."""

    def __init__(self, name: str, mark: str, state: Path) -> None:
        self._name = name
        self._mark = mark.encode()
        self._pid_file = state / f"{name}.pid"
        self.log = state / f"{name}.log"

    def running(self) -> int | None:
        """Process id of the one that was started last, by this run or an earlier one, or None if it has ended."""
        try:
            pid = int(self._pid_file.read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes() if Path("/proc").exists() else _command_of(pid)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        return pid if self._mark in command else None

    def start(
        self, words: list[str], environment: dict[str, str], answers: Callable[[], bool]
    ) -> "subprocess.Popen[bytes]":
        """Start `python -m WORDS` and wait until it answers. Raises `ConfigurationError` with its log."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *words],
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C must reach us first: the journal is written before the emulator stops
            )
        self._pid_file.write_text(str(process.pid))
        deadline = time.monotonic() + START_SECONDS
        while not answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop(process.pid)
                raise ConfigurationError(f"the {self._name} did not start; its log is {self.log}")
            time.sleep(_LOOK_SECONDS)
        return process

    def stop(self, pid: int) -> None:
        """Stop it and its workers, by force if need be."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(pid, sign)
            except (ProcessLookupError, PermissionError):
                break
            deadline = time.monotonic() + STOP_SECONDS
            while time.monotonic() < deadline and _alive(pid):
                time.sleep(0.05)
            if not _alive(pid):
                break
        self._pid_file.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    try:
        finished, _ = os.waitpid(pid, os.WNOHANG)
        if finished == pid:
            return False
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _command_of(pid: int) -> bytes:
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=True).stdout
