"""The lists of `words.json`: cues as regular expressions, words and endings that streets have, lengths of IBANs."""

from pathlib import Path
from typing import Final

from contracts.base import Strict

FILE: Final = Path(__file__).with_name("words.json")


class Words(Strict):
    """`words.json`."""

    cues: dict[str, tuple[str, ...]]
    street_words: frozenset[str]
    street_endings: tuple[str, ...]
    titles: frozenset[str]
    """What stands before a name: titles, and whose name it is, such as "wife"."""
    particles: frozenset[str]
    """What may stand inside a surname or before it."""
    before_places: frozenset[str]
    """After these a town that is also a first name is the town."""
    iban_length: dict[str, int]
    """Characters of an IBAN by country (SWIFT IBAN registry)."""


WORDS: Final = Words.model_validate_json(FILE.read_bytes())
