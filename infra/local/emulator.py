"""The emulator of AWS as a child process: started, found again after a crash, and stopped."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Final

from contracts.errors import ConfigurationError
from encoder.model_files import default_folder
from infra.local.settings import REGION, LocalSettings

START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 10.0
CREDENTIALS: Final = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}
"""Made up: nothing here can reach a real account."""


class Emulator:
    """One emulator, with its process id and log in the state folder."""

    def __init__(self, settings: LocalSettings) -> None:
        self._settings = settings
        self._pid_file = settings.state / "emulator.pid"
        self._scratch = settings.state / "tmp"
        self.log = settings.state / "emulator.log"

    def orphan(self) -> int | None:
        """Process id of an emulator that an earlier run left behind, or None."""
        try:
            pid = int(self._pid_file.read_text())
            command = Path(f"/proc/{pid}/cmdline").read_bytes() if Path("/proc").exists() else _command_of(pid)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        return pid if b"ministack" in command else None

    def answers(self) -> bool:
        """Whether an emulator answers on the port."""
        try:
            urllib.request.urlopen(f"{self._settings.endpoint}/_ministack/health", timeout=2).close()  # noqa: S310 - our own
        except OSError:
            return False
        return True

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it and wait until it answers. Raises `ConfigurationError` with the way out."""
        check_port(self._settings.api_port, "CURBSIDE_API_PORT")
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.ministack"],
                env={**os.environ, **CREDENTIALS, **self._environment()},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C must reach us first: the journal is written before the emulator stops
            )
        self._pid_file.write_text(str(process.pid))
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if process.poll() is not None or time.monotonic() > deadline:
                self.stop(process.pid)
                raise ConfigurationError(f"the emulator did not start; its log is {self.log}")
            time.sleep(0.1)
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

    def _environment(self) -> dict[str, str]:
        return {
            "GATEWAY_PORT": str(self._settings.api_port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "0",
            "LOG_LEVEL": "WARNING",
            "IOT_MTLS_ENABLED": "0",  # else it listens on every interface
            "TMPDIR": str(self._scratch),
            "ENCODER_FOLDER": str(default_folder()),  # functions inherit it: they see no layer here
        }


def check_port(port: int, variable: str) -> None:
    """Raise `ConfigurationError` with the way out if a port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ConfigurationError(
                f"port {port} is in use by another program: stop it, or choose another port with "
                f"`{variable}={port + 100} make run`"
            ) from error


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
