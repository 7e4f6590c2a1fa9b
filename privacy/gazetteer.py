"""Words that are often names, and how: a hint for the tagger, no verdict. The file is made by `training/privacy`."""

import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from contracts.errors import ConfigurationError
from languages.normalise import without_accents

FILE: Final = Path(__file__).with_name("gazetteer.z")
KINDS: Final = "FLTC"
"""First name, last name, town, common word."""

Gazetteer = Mapping[str, str]
"""A word as `key_of` gives it, and the letters of `KINDS` it can be."""


def key_of(word: str) -> str:
    """Lower case without accents, so that `Jose` finds `José`; "ß" stays."""
    return without_accents(word.lower())


@cache
def load_gazetteer(path: Path = FILE) -> Gazetteer:
    """Read the file. Raises `ConfigurationError` if it is missing or damaged."""
    try:
        lines = zlib.decompress(path.read_bytes()).decode().split("\n")
    except (OSError, zlib.error, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path.name} is missing or damaged: run python -m training privacy") from error
    words: dict[str, str] = {}
    for kind, line in zip(KINDS, lines, strict=True):
        for word in line.split(" "):
            words[word] = words.get(word, "") + kind
    return words


def save_gazetteer(by_kind: Mapping[str, Iterable[str]], path: Path = FILE) -> None:
    """Write the words of each kind."""
    lines = (" ".join(sorted({key_of(word) for word in by_kind[kind]})) for kind in KINDS)
    path.write_bytes(zlib.compress("\n".join(lines).encode(), 9))
