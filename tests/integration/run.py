"""`make run` as people run it, in a process of its own, with its own ports and state, and with IAM enforced."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from infra.local.demo import DemoKeys, demo_keys
from infra.local.settings import ROOT, LocalSettings

READY: Final = "ready after"
START_SECONDS: Final = 240.0
STOP_SECONDS: Final = 30.0


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until `condition` holds; fail the test with `what` if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain: {what}"
        time.sleep(0.02)


def free_ports(count: int) -> list[int]:
    """Ports that nobody uses, all different."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports: list[int] = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def processes() -> list[tuple[int, int, str]]:
    """Every process that has not ended: process id, process group, command line."""
    table = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,pgid=,stat=,args="], capture_output=True, check=True, text=True
    ).stdout
    rows = (line.split(maxsplit=3) for line in table.splitlines())
    return [(int(row[0]), int(row[1]), row[3]) for row in rows if len(row) == 4 and not row[2].startswith("Z")]


class LocalRun:
    """A run of the local stack that can be started, interrupted, killed and started again on the same state."""

    def __init__(self, folder: Path, index: Path) -> None:
        """`index` holds an index of the demo documents, so that no run has to build it anew."""
        api_port, page_port, cockpit_port, bedrock_port = free_ports(4)
        self.folder = folder
        self.settings = LocalSettings.model_validate(
            {
                "CURBSIDE_API_PORT": api_port,
                "CURBSIDE_PAGE_PORT": page_port,
                "CURBSIDE_COCKPIT_PORT": cockpit_port,
                "CURBSIDE_BEDROCK_PORT": bedrock_port,
                "CURBSIDE_STATE": folder / "state",
            }
        )
        shutil.copytree(index, self.settings.state / "index")
        self._process: subprocess.Popen[bytes] | None = None
        self._groups: set[int] = set()

    @property
    def keys(self) -> DemoKeys:
        """The site keys of this run."""
        return demo_keys(self.settings)

    @property
    def output(self) -> str:
        """What the run has printed since it was last started."""
        return (self.folder / "output").read_text(encoding="utf-8")

    @property
    def running(self) -> bool:
        """Whether the runner's process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def emulator(self) -> int:
        """Process id of the emulator, which is also the id of the process group of it and its workers."""
        return int((self.settings.state / "emulator.pid").read_text())

    @property
    def bedrock(self) -> int:
        """Process id of what answers as Bedrock, in a run that has it."""
        return int((self.settings.state / "bedrock.pid").read_text())

    def address(self, of: str) -> str:
        """An address as the run printed it, such as that of `as Alex`."""
        found = re.search(rf"^  {of} +(\S+)$", self.output, re.MULTILINE)
        assert found is not None, self.output
        return found[1]

    def launch(self, **changed: int | str | Path) -> "subprocess.Popen[bytes]":
        """Start the process and return at once; `changed` overrides settings."""
        own = {
            "CURBSIDE_API_PORT": self.settings.api_port,
            "CURBSIDE_PAGE_PORT": self.settings.page_port,
            "CURBSIDE_COCKPIT_PORT": self.settings.cockpit_port,
            "CURBSIDE_BEDROCK_PORT": self.settings.bedrock_port,
            "CURBSIDE_STATE": self.settings.state,
            "PYTHONUNBUFFERED": 1,
            "AUTH": "true",  # the emulator then refuses what no policy of the stacks allows
        }
        chosen = ("AWS_", "CURBSIDE_", "BEDROCK")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(chosen)}
        with (self.folder / "output").open("wb") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "infra.local"],
                cwd=ROOT,
                env=kept | {name: str(value) for name, value in (own | changed).items()},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def start(self, **changed: int | str | Path) -> None:
        """Start and wait until everything is warm; `changed` overrides settings."""
        self._process = self.launch(**changed)
        wait_for(lambda: READY in self.output or not self.running, START_SECONDS, "the local stack is ready")
        assert self.running, self.output
        self._groups.add(self.emulator)
        self._groups.update([self.bedrock] if (self.settings.state / "bedrock.pid").exists() else [])
        wait_for(lambda: "Ctrl-C stops everything" in self.output, STOP_SECONDS, "the addresses are printed")

    def wait(self) -> int:
        """The exit code, once the runner has ended."""
        assert self._process is not None
        return self._process.wait(STOP_SECONDS)

    def interrupt(self) -> int:
        """What Ctrl-C does; returns the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return self.wait()

    def kill_emulator(self) -> None:
        """What the kernel does when memory is short, to the emulator alone."""
        os.kill(self.emulator, signal.SIGKILL)

    def kill(self, *, emulator: bool) -> None:
        """The same to the runner, and with `emulator` to both at once."""
        assert self._process is not None
        if emulator:
            self.kill_emulator()
        self._process.kill()
        self.wait()

    def left_behind(self) -> list[str]:
        """Command lines of all processes that any start of this run has left."""
        return [command for _, group, command in processes() if group in self._groups]

    def worker(self, function: str) -> int:
        """Process id of the process that runs a function."""
        found = self.workers(function)
        assert found, f"no process runs {function}"
        return found[0]

    def workers(self, function: str) -> list[int]:
        """Process ids of all that run a function."""
        mark = str(self.settings.state / "tmp" / f"ministack-lambda-{function}-")
        return [pid for pid, _, command in processes() if mark in command]

    def end(self) -> None:
        """Stop, whatever state it is in. Nothing of it may go on running."""
        if self.running:
            code = self.interrupt()
            assert code == 0, self.output
        wait_for(lambda: not self.left_behind(), STOP_SECONDS, "no process of the emulator is left")
