"""Which languages customers are answered in: those that have a folder here."""

from pathlib import Path
from typing import Final

from languages.policy import DEFAULT_LANGUAGE

FOLDER: Final = Path(__file__).parent
_CODE_LETTERS: Final = 2


def _found() -> tuple[str, ...]:
    codes = {path.name for path in FOLDER.iterdir() if path.is_dir() and len(path.name) == _CODE_LETTERS}
    return (DEFAULT_LANGUAGE, *sorted(codes - {DEFAULT_LANGUAGE}))


SERVED_LANGUAGES: Final = _found()
"""ISO 639-1 codes, the default first."""


def served(language: str) -> str:
    """The language whose words serve this one: its own, or the default. `de-AT` counts as `de`."""
    primary = language.partition("-")[0].lower()
    return primary if primary in SERVED_LANGUAGES else DEFAULT_LANGUAGE
