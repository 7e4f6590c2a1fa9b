"""The emulator of AWS as a child process: started, found again after a crash, and stopped."""

import os
import shutil
import socket
import subprocess
import urllib.request
from typing import Final

from contracts.errors import ConfigurationError
from encoder.model_files import default_folder
from infra.local.child import Child
from infra.local.settings import REGION, LocalSettings

CREDENTIALS: Final = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}
"""Made up: nothing here can reach a real account."""


class Emulator:
    """One emulator, with its process id and log in the state folder."""

    def __init__(self, settings: LocalSettings) -> None:
        self._settings = settings
        self._child = Child("emulator", "ministack", settings.state)
        self._scratch = settings.state / "tmp"
        self.log = self._child.log

    def orphan(self) -> int | None:
        """Process id of an emulator that an earlier run left behind, or None."""
        return self._child.running()

    def answers(self) -> bool:
        """Whether an emulator answers on the port."""
        return answers(f"{self._settings.endpoint}/_ministack/health")

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it and wait until it answers. Raises `ConfigurationError` with the way out."""
        check_port(self._settings.api_port, "CURBSIDE_API_PORT")
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        environment = {**os.environ, **CREDENTIALS, **self._environment()}
        return self._child.start(["infra.local.ministack"], environment, self.answers)

    def stop(self, pid: int) -> None:
        """Stop it and its workers, by force if need be."""
        self._child.stop(pid)

    def _environment(self) -> dict[str, str]:
        bedrock = self._settings.bedrock_url
        return {
            "GATEWAY_PORT": str(self._settings.api_port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "0",
            "LOG_LEVEL": "WARNING",
            "IOT_MTLS_ENABLED": "0",  # else it listens on every interface
            "TMPDIR": str(self._scratch),
            "ENCODER_FOLDER": str(default_folder()),  # functions inherit it: they see no layer here
        } | ({"AWS_ENDPOINT_URL_BEDROCK_RUNTIME": bedrock} if bedrock else {})  # functions inherit this too


def answers(address: str) -> bool:
    """Whether something of ours answers there."""
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own
    except OSError:
        return False
    return True


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
