"""The double of Bedrock in a running stack: told what to do, killed and started again."""

import os
import signal
from threading import Thread
from typing import Any

import httpx

from infra.local.bedrock import Bedrock
from infra.local.deploy import client_for
from tests.integration.chat import SECONDS
from tests.integration.run import LocalRun


class Double:
    """What answers for Bedrock in a run that was started with `BEDROCK=double`."""

    def __init__(self, run: LocalRun) -> None:
        self.address = f"http://127.0.0.1:{run.settings.bedrock_port}"
        self._run = run

    def script(self, *rules: dict[str, Any]) -> None:
        """Set what it does from here on; without rules it answers as it does by default."""
        script = {"rules": rules}
        httpx.put(f"{self.address}/script", json=script, timeout=SECONDS, trust_env=False).raise_for_status()

    def asked(self, operation: str) -> list[dict[str, Any]]:
        """The latest requests for an operation that have reached it."""
        answer = httpx.get(f"{self.address}/requests", timeout=SECONDS, trust_env=False)
        return [request for request in answer.raise_for_status().json() if request["operation"] == operation]

    def forget(self) -> None:
        """Let it forget what it was asked."""
        httpx.delete(f"{self.address}/requests", timeout=SECONDS, trust_env=False).raise_for_status()

    def forgive(self) -> None:
        """Close the breakers that earlier faults have opened; functions see it within seconds."""
        tables = client_for(self._run.settings)("dynamodb")
        breakers = next(name for name in tables.list_tables()["TableNames"] if "Models" in name)
        for item in tables.scan(TableName=breakers)["Items"]:
            tables.delete_item(TableName=breakers, Key={"key": item["key"]})

    def kill(self) -> None:
        """What the kernel does when memory is short."""
        os.kill(self._run.bedrock, signal.SIGKILL)

    def revive(self) -> None:
        """Start it again if it does not answer."""
        try:
            httpx.get(f"{self.address}/health", timeout=SECONDS, trust_env=False)
        except httpx.TransportError:
            started = Bedrock(self._run.settings.model_copy(update={"bedrock": "double"})).start()
            Thread(target=started.wait).start()  # as a shell does for what it has started
