"""Prompts: files beside the agents that use them, with a version that every finding and every call names.

A prompt begins with `version: 1` and an empty line. The version is written by whoever changes the words; the first
characters of their SHA-256 stand behind it, so that two prompts are never taken for one.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final, Self

from contracts.base import Strict
from contracts.errors import ConfigurationError

_DIGEST_CHARS: Final = 8
_SHAPE: Final = re.compile(r"version: (\d+)\n\n(.*\S.*)", re.DOTALL)


class Prompt(Strict):
    """A prompt. One with other words in it, such as the intents of a catalogue, is another version."""

    name: str
    """Whose it is, and the number that people gave it: `response 3`."""
    text: str

    @property
    def version(self) -> str:
        """Such as `response 3 (1f0e9a2b)`."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()[:_DIGEST_CHARS]
        return f"{self.name} ({digest})"

    def filled(self, **words: str) -> Self:
        """Return the prompt with words in the place of their names in braces."""
        text = self.text
        for name, said in words.items():
            text = text.replace(f"{{{name}}}", said)
        return self.changed(text=text)


@cache
def read_prompt(path: Path) -> Prompt:
    """Return the prompt of a file. Raises `ConfigurationError` if there is none, or it does not say its version."""
    try:
        written = _SHAPE.fullmatch(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path.name} is not UTF-8") from error
    if written is None:
        raise ConfigurationError(f"{path.parent.name}/{path.name} must be `version: N`, an empty line and words")
    version, text = written.groups()
    return Prompt(name=f"{path.parent.name} {version}", text=text.strip())
