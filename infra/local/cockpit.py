"""The agents' cockpit (`ui/cockpit`) as a child process: a server of its own, as where it is deployed."""

import os

from infra.local.child import Child
from infra.local.emulator import answers
from infra.local.settings import LocalSettings


class Cockpit:
    """At most one such process, with its id and log in the state folder."""

    def __init__(self, settings: LocalSettings) -> None:
        self._settings = settings
        self._child = Child("cockpit", "ui.cockpit.app", settings.state)
        self.log = self._child.log

    def start(self) -> None:
        """Start it and wait until it answers. Raises `ConfigurationError` with the way out."""
        address = ["--host", "127.0.0.1", "--port", str(self._settings.cockpit_port)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        self._child.start(
            ["uvicorn", "ui.cockpit.app:app", *address, "--log-level", "warning"],
            environment | {"CURBSIDE_API_URL": self._settings.api_url},
            lambda: answers(f"{self._settings.cockpit_url}_stcore/health"),
        )

    def stop(self) -> None:
        """Stop the one that was started last, by this run or an earlier one, if it runs."""
        pid = self._child.running()
        if pid is not None:
            self._child.stop(pid)
