"""A local stack of the benchmark's own, as people run it, on ports and a state folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from infra.local.settings import ROOT
from tests.integration.run import READY, free_ports


@contextmanager
def run_stack(
    state: Path,
    command: Sequence[str] = (sys.executable, "-m", "infra.local"),
    folder: Path = ROOT,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[int, float]]:
    """Start the stack; gives the API's port and the seconds until it was ready, measured from outside.

    `settings` are further variables of `infra/local/settings.py`.
    """
    port, page_port, cockpit_port = free_ports(3)
    environment = {
        **os.environ,
        "CURBSIDE_API_PORT": str(port),
        "CURBSIDE_PAGE_PORT": str(page_port),
        "CURBSIDE_COCKPIT_PORT": str(cockpit_port),
        "CURBSIDE_STATE": str(state),
        **settings,
    }
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        for line in process.stdout or ():
            if READY in line:
                break
        else:
            raise RuntimeError(f"{' '.join(command)} did not become ready")
        yield port, time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
