"""Whoever answers as Bedrock (`infra/bedrock`), as a child process: it can be killed alone and started again."""

import os
import shlex
import subprocess
import sys

from contracts.errors import ConfigurationError
from infra.local.child import Child
from infra.local.emulator import answers, check_port
from infra.local.settings import OFF, OPENAI, REGION, LocalSettings


class Bedrock:
    """At most one such process, with its id and log in the state folder."""

    def __init__(self, settings: LocalSettings) -> None:
        """Keep the environment as it is now: the rest of a run replaces the operator's credentials by made-up ones."""
        self._settings = settings
        self._environment = dict(os.environ)
        self._child = Child("bedrock", "infra.bedrock", settings.state)
        self.log = self._child.log

    @property
    def wanted(self) -> bool:
        """Whether this run has one."""
        return self._settings.bedrock != OFF

    @property
    def address(self) -> str:
        """Where it answers."""
        return self._settings.bedrock_url

    @property
    def answered_by(self) -> str:
        """Who writes its answers, in words for people."""
        if self._settings.bedrock == "double":
            return "a double: scripted answers, no model"
        return f"passed on to {'Amazon Bedrock' if self._settings.bedrock == 'aws' else self._settings.bedrock}"

    @property
    def command(self) -> str:
        """What starts it again by hand."""
        return shlex.join([sys.executable, "-m", *self._words()])

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it and wait until it answers. Raises `ConfigurationError` with what it said."""
        check_port(self._settings.bedrock_port, "CURBSIDE_BEDROCK_PORT")
        try:
            return self._child.start(
                self._words(), self._environment, lambda: answers(f"{self._settings.bedrock_url}/health")
            )
        except ConfigurationError as error:
            said = self.log.read_text(encoding="utf-8", errors="replace").strip().rpartition("error: ")[2]
            raise ConfigurationError(f"BEDROCK={self._settings.bedrock}: {said or error}") from error

    def stop(self) -> None:
        """Stop the one that was started last, by this run or an earlier one, if it runs."""
        pid = self._child.running()
        if pid is not None:
            self._child.stop(pid)

    def _words(self) -> list[str]:
        words = ["infra.bedrock", "--port", str(self._settings.bedrock_port)]
        if self._settings.bedrock_script is not None:
            words += ["--script", str(self._settings.bedrock_script)]
        if self._settings.bedrock.startswith(OPENAI):
            words += ["--openai", self._settings.bedrock.removeprefix(OPENAI)]
        elif self._settings.bedrock == "aws":
            words += ["--aws", REGION]  # where functions believe to be, and so whose models they name
        return words
