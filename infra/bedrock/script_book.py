"""The script in use: from a file that is read again when it changes, or set while the server runs."""

from pathlib import Path
from threading import Lock

from contracts.errors import ConfigurationError, InvalidInput
from infra.bedrock.asked import Asked
from infra.bedrock.script import Rule, Script, read_script


class ScriptBook:
    """Knows the rules and how often each still applies. Whichever was set last counts: the file, or what was sent."""

    def __init__(self, file: Path | None = None) -> None:
        """Read the file. Raises `ConfigurationError` naming it and the field that is wrong."""
        self._file = file
        self._seen: tuple[int, int] | None = None
        self._lock = Lock()
        self._script = Script()
        self._applied: list[int] = []
        self._read_again()

    def replace(self, text: str) -> None:
        """Take other rules, none of them applied yet. Raises `InvalidInput` with the path of the wrong field."""
        script = read_script(text)
        with self._lock:
            self._use(script)

    def take(self, asked: Asked) -> Rule | None:
        """Return the first rule that fits and is not used up, or None. Raises `ConfigurationError`."""
        with self._lock:
            self._read_again()
            for place, rule in enumerate(self._script.rules):
                if (rule.times is None or self._applied[place] < rule.times) and rule.when.fits(asked):
                    self._applied[place] += 1
                    return rule
        return None

    def _use(self, script: Script) -> None:
        self._script, self._applied = script, [0] * len(script.rules)

    def _read_again(self) -> None:
        if self._file is None:
            return
        try:
            status = self._file.stat()
            seen = status.st_mtime_ns, status.st_size
            if seen == self._seen:
                return
            self._use(read_script(self._file.read_text(encoding="utf-8")))
        except OSError as error:
            raise ConfigurationError(f"{self._file} cannot be read: {error.strerror}") from error
        except InvalidInput as error:
            raise ConfigurationError(f"{self._file}: {error.field}: {error}") from error
        self._seen = seen
