"""The double of Bedrock in a process of its own, so that it takes no time from who asks it but that of the machine."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import httpx

from infra.bedrock.asked import Asked
from infra.local.settings import ROOT

MADE_UP: Final[Mapping[str, str]] = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}
"""Credentials, which the double does not check."""
SHARED: Final = "The double, what asks it and whoever waits for an answer share the machine's cores."


class Double:
    """A double that answers at an address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._http = httpx.Client(base_url=address, trust_env=False)

    def script(self, *rules: Mapping[str, Any]) -> None:
        """Set what it does from here on: see docs/bedrock.md."""
        self._http.put("/script", json={"rules": rules}).raise_for_status()

    def asked(self) -> list[Asked]:
        """Return what it was asked since this was called last."""
        found = self._http.get("/requests").raise_for_status().json()
        self._http.delete("/requests").raise_for_status()
        return [Asked(one["operation"], one["model"], one["body"]) for one in found]


@contextmanager
def running_double() -> Iterator[Double]:
    """Start one on a free port."""
    command = [sys.executable, "-m", "infra.bedrock", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield Double(said.split()[-1])
        finally:
            process.terminate()
